import { Target } from "lucide-react";
import { memo, useState } from "react";
import { makeLoss } from "../document/commands.ts";
import { LOSS } from "../document/naming.ts";
import { apply } from "../document/store.ts";
import type { GraphNode } from "../document/types.ts";
import { useQuizOn } from "../engine/asking.ts";
import { opOf } from "../engine/catalogue.ts";
import { spokenName } from "../engine/edit.ts";
import { explanation, useLive, useNodeView } from "../engine/live.ts";
import { meansTheSame, type Tensor } from "../engine/snapshot.ts";
import { useCover } from "../engine/veil.ts";
import { announce } from "../ui/announce.tsx";
import { Button } from "../ui/Button.tsx";
import { Tex } from "../ui/Tex.tsx";
import { useVisit } from "../ui/visit.ts";
import { ChainRule } from "./ChainRule.tsx";
import { FigureSection } from "./FigureSection.tsx";
import { NameField } from "./NameField.tsx";
import { PortList } from "./PortList.tsx";
import { Section } from "./Section.tsx";
import { SettingField } from "./SettingField.tsx";
import { TensorView } from "./TensorView.tsx";
import { TruthBadge } from "./TruthBadge.tsx";
import { WhatIf } from "./WhatIf.tsx";

/** A node: what it is, its name and settings, its numbers in full. Where it stands plays no part. */
export const NodeInspector = memo(NodeInFull, (a, b) => meansTheSame(a.node, b.node));

function NodeInFull({ node }: { node: GraphNode }) {
  const op = opOf(node.op);
  const view = useNodeView(node.id);
  const editable = useVisit((visit) => visit.editable);
  const isLoss = useLive((snapshot) => snapshot.loss === node.id);
  // A derivation tells many figures at once: it keeps still while one of them is asked for.
  const quiz = useQuizOn();
  const hasGradient = useCover("gradient", node.id) === "shown";
  return (
    <>
      <header className="inspector-head" data-role={op?.role}>
        <span className="inspector-symbol" aria-hidden="true">
          {op?.symbol ?? "?"}
        </span>
        <div>
          <h2>{op?.label ?? node.op}</h2>
          {op && (
            <p>
              {op.summary}{" "}
              <a href={`/docs/${op.id}`} target="_blank" rel="noreferrer" data-testid="docs">
                Reference
              </a>
            </p>
          )}
        </div>
      </header>
      {view?.problems.map((problem) => (
        <p key={problem.message} className="inspector-problem" data-code={problem.code}>
          {problem.message}
        </p>
      ))}
      <div className="inspector-form">
        <NameField node={node} />
        {op?.settings.map((setting) => (
          <SettingField key={setting.name} node={node} setting={setting} />
        ))}
      </div>
      {op && op.ports.length > 0 && (
        <Section title="Formula">
          <div className="inspector-formula">
            <Tex tex={op.formula} display />
          </div>
          <Numbers node={node} />
          {op.notes && <p className="inspector-note">{op.notes}</p>}
        </Section>
      )}
      {view?.value && (
        <FigureSection title="Value" figure="value" id={node.id} label={`value of ${spokenName(node)}`}>
          <TensorView tensor={view.value} tone="forward" label={`value of ${spokenName(node)}`} />
        </FigureSection>
      )}
      {view?.value &&
        (view.gradient ? (
          <GradientSection node={node} gradient={view.gradient} />
        ) : (
          <Section title="Gradient of the loss">
            <p className="inspector-note">The loss does not depend on this node.</p>
          </Section>
        ))}
      {view?.value && op?.ports.length === 0 && op.role !== "constant" && (
        <WhatIf node={node} shape={view.value.shape} />
      )}
      {view?.gradient && !isLoss && !quiz && hasGradient && <ChainRule node={node} />}
      {op && op.ports.length > 0 && (
        <Section title="Inputs">
          <PortList node={node} op={op} />
        </Section>
      )}
      <Section title="Loss">
        {node.name === LOSS || isLoss ? (
          <p className="inspector-note">Every gradient on the page is the derivative of this node.</p>
        ) : (
          <Button
            data-testid="make-loss"
            className="inspector-wide"
            disabled={!editable}
            onClick={() => {
              apply((graph) => makeLoss(graph, node.id));
              announce("Everything is now differentiated from this node.");
            }}
          >
            <Target size={15} aria-hidden="true" />
            Differentiate this
          </Button>
        )}
      </Section>
    </>
  );
}

/** The gradient, with the check of it, entry by entry. */
function GradientSection({ node, gradient }: { node: GraphNode; gradient: Tensor }) {
  const [picked, pick] = useState<number | null>(null);
  const entry = Math.min(picked ?? steepest(gradient), gradient.data.length - 1);
  const label = `gradient of ${spokenName(node)}`;
  return (
    <FigureSection title="Gradient of the loss" figure="gradient" id={node.id} label={label}>
      <TensorView tensor={gradient} tone="backward" label={label} entry={entry} onPick={pick} />
      <TruthBadge node={node} shape={gradient.shape} entry={entry} onPick={pick} />
    </FigureSection>
  );
}

/** The entry that is looked at first. */
function steepest({ data }: Tensor): number {
  return data.reduce((best, value, i) => (Math.abs(value) > Math.abs(data[best] ?? 0) ? i : best), 0);
}

/** The formula with its numbers in place, and what a teacher would say of it. */
function Numbers({ node }: { node: GraphNode }) {
  // Read anew with every evaluation.
  useLive();
  const hasValue = useCover("value", node.id) === "shown";
  const hasGradient = useCover("gradient", node.id) === "shown";
  const quiz = useQuizOn();
  const answer = explanation(node.id);
  if (!answer) return null;
  return (
    <>
      {hasValue && (
        <div className="inspector-formula" data-testid="numbers">
          <Tex tex={answer.numbers} display />
        </div>
      )}
      {hasValue && hasGradient && !quiz && (
        <p className="inspector-note" data-testid="sentence">
          {answer.sentence}
        </p>
      )}
    </>
  );
}
