import { Target } from "lucide-react";
import { makeLoss } from "../document/commands.ts";
import { LOSS } from "../document/naming.ts";
import { apply } from "../document/store.ts";
import type { GraphNode } from "../document/types.ts";
import { opOf } from "../engine/catalogue.ts";
import { spokenName } from "../engine/edit.ts";
import { explanation, useLive, useNodeView } from "../engine/live.ts";
import { useCover } from "../engine/veil.ts";
import { announce } from "../ui/announce.tsx";
import { Button } from "../ui/Button.tsx";
import { Tex } from "../ui/Tex.tsx";
import { ChainRule } from "./ChainRule.tsx";
import { Held } from "./Held.tsx";
import { NameField } from "./NameField.tsx";
import { PortList } from "./PortList.tsx";
import { Section } from "./Section.tsx";
import { SettingField } from "./SettingField.tsx";
import { TensorView } from "./TensorView.tsx";

/** A node: what it is, its name and settings, its numbers in full. */
export function NodeInspector({ node }: { node: GraphNode }) {
  const op = opOf(node.op);
  const view = useNodeView(node.id);
  const gradientShown = useCover("gradient", node.id) === "shown";
  const isLoss = useLive((snapshot) => snapshot.loss === node.id);
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
        <Section title="Value">
          <Held figure="value" id={node.id}>
            <TensorView tensor={view.value} tone="forward" label={`value of ${spokenName(node)}`} />
          </Held>
        </Section>
      )}
      {view?.value && (
        <Section title="Gradient of the loss">
          {view.gradient ? (
            <Held figure="gradient" id={node.id}>
              <TensorView tensor={view.gradient} tone="backward" label={`gradient of ${spokenName(node)}`} />
            </Held>
          ) : (
            <p className="inspector-note">The loss does not depend on this node.</p>
          )}
        </Section>
      )}
      {view?.gradient && !isLoss && gradientShown && <ChainRule node={node} />}
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

/** The formula with its numbers in place, and what a teacher would say of it. */
function Numbers({ node }: { node: GraphNode }) {
  // Read anew with every evaluation.
  useLive();
  const valueShown = useCover("value", node.id) === "shown";
  const gradientShown = useCover("gradient", node.id) === "shown";
  const answer = explanation(node.id);
  if (!answer) return null;
  return (
    <>
      {valueShown && (
        <div className="inspector-formula" data-testid="numbers">
          <Tex tex={answer.numbers} display />
        </div>
      )}
      {gradientShown && (
        <p className="inspector-note" data-testid="sentence">
          {answer.sentence}
        </p>
      )}
    </>
  );
}
