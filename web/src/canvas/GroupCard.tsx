import { type NodeProps, useUpdateNodeInternals } from "@xyflow/react";
import { ChevronsUpDown, CircleAlert } from "lucide-react";
import { memo, useEffect, useRef } from "react";
import { useShallow } from "zustand/react/shallow";
import { useDocument } from "../document/store.ts";
import { type GraphNode, nodeLabel } from "../document/types.ts";
import { compositeOf, opOf } from "../engine/catalogue.ts";
import { spokenName } from "../engine/edit.ts";
import { useLive, useNodeView } from "../engine/live.ts";
import type { Problem } from "../engine/snapshot.ts";
import { useGroupLight } from "../engine/spotlight.ts";
import { formatShape } from "../ui/format.ts";
import { MathName } from "../ui/MathName.tsx";
import type { ClosedNode } from "./flow.ts";
import { groupLabel, kindLabel } from "./groupLabel.ts";
import { Gradient, Value } from "./NodeFigures.tsx";
import { ClosedPorts } from "./Ports.tsx";
import { Problems } from "./Problems.tsx";
import { toggleGroup } from "./toggleGroup.ts";
import "./GraphNode.css";
import "./Group.css";

/** Shapes of so many parameters are written out; of more only their number. */
const FEW = 3;

/** A closed group as a card: what it is, its parameters, and the value and the gradient of what leaves it. */
export const GroupCard = memo(function GroupCard({ id, data, selected }: NodeProps<ClosedNode>) {
  const { closed } = data;
  const { group, members, ins, outs } = closed;
  const problems = useLive(useShallow((snapshot): Problem[] => problemsIn(members, snapshot)));
  const light = useGroupLight(members);
  const output = useNode(outs[0]);
  const isLoss = useLive((snapshot) => snapshot.loss !== null && members.includes(snapshot.loss));
  const names = useDocument(useShallow((state) => namesOf(state.graph.nodes, outs)));
  const unfinished = problems.length > 0 && problems.every((problem) => problem.code.startsWith("missing_"));
  const state = problems.length > 0 ? "problem" : "evaluated";

  const updateInternals = useUpdateNodeInternals();
  const ports = `${ins.map((port) => port.key).join()} ${outs.join()}`;
  const measured = useRef(ports);
  useEffect(() => {
    if (measured.current === ports) return;
    measured.current = ports;
    updateInternals(id);
  }, [id, ports, updateInternals]);

  return (
    <div
      className={`nodeCard groupCard node-${state} ${selected ? "node-selected" : ""} ${unfinished ? "node-unfinished" : ""}`}
      data-group={groupLabel(group)}
      data-group-id={group.id}
      data-state={state}
      data-light={light ?? undefined}
      data-loss={isLoss || undefined}
    >
      {isLoss && <span className="nodeCard-loss">loss</span>}
      <div className="nodeCard-head">
        <span className="nodeCard-symbol" data-long="true" aria-hidden="true">
          {compositeOf(group.kind)?.symbol ?? "▣"}
        </span>
        <span className="groupCard-title">
          <span className="nodeCard-name">
            {group.name ? <MathName name={group.name} /> : groupLabel(group)}
          </span>
          <span className="groupCard-kind">{group.name ? kindLabel(group) : `${members.length} nodes`}</span>
        </span>
        <button
          type="button"
          className="groupCard-toggle nodrag"
          aria-label={`Open ${groupLabel(group)}`}
          title="Open (Enter)"
          data-testid="open-group"
          tabIndex={-1}
          onClick={() => void toggleGroup(group.id)}
        >
          <ChevronsUpDown size={13} aria-hidden="true" />
        </button>
      </div>
      <Parameters members={members} />
      {output && <Output node={output} />}
      <ClosedPorts closed={closed} nameOf={(node) => names[outs.indexOf(node)] ?? node} />
      {state === "problem" && !unfinished && (
        <CircleAlert size={18} className="nodeCard-alert" aria-hidden="true" />
      )}
      {problems.length > 0 && <Problems id={id} problems={problems} />}
    </div>
  );
});

function Output({ node }: { node: GraphNode }) {
  const view = useNodeView(node.id);
  if (!view?.value) {
    return (
      <div className="nodeCard-waiting">{view?.shape ? formatShape(view.shape) : "waiting for a value"}</div>
    );
  }
  return (
    <div className="nodeCard-figures">
      <Value node={node} view={view} />
      {view.gradient && <Gradient node={node} view={view} />}
    </div>
  );
}

/** The shapes of the parameters within: "W [4, 3]". */
function Parameters({ members }: { members: readonly string[] }) {
  const parameters = useDocument(
    useShallow((state) =>
      state.graph.nodes.filter((node) => members.includes(node.id) && opOf(node.op)?.role === "parameter"),
    ),
  );
  const shapes = useLive(
    useShallow((snapshot) =>
      parameters.map((node) => formatShape(snapshot.nodes.get(node.id)?.shape ?? []) || "1"),
    ),
  );
  if (parameters.length === 0) return null;
  return (
    <div className="groupCard-parameters numeric">
      {parameters.length > FEW ? `${parameters.length} parameters` : shapes.join("  ")}
    </div>
  );
}

function useNode(id: string | undefined): GraphNode | undefined {
  return useDocument((state) => state.graph.nodes.find((node) => node.id === id));
}

function namesOf(nodes: readonly GraphNode[], ids: readonly string[]): string[] {
  return ids.map((id) => {
    const node = nodes.find((other) => other.id === id);
    return node ? (node.name ?? spokenName(node) ?? nodeLabel(node)) : id;
  });
}

function problemsIn(members: readonly string[], { problems }: { problems: readonly Problem[] }): Problem[] {
  return problems.filter((problem) => problem.node !== null && members.includes(problem.node));
}
