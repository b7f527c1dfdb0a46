import { type NodeProps, useUpdateNodeInternals } from "@xyflow/react";
import { CircleAlert } from "lucide-react";
import { memo, useEffect } from "react";
import { useDocument } from "../document/store.ts";
import { type GraphNode as GraphNodeType, nodeLabel } from "../document/types.ts";
import { opOf } from "../engine/catalogue.ts";
import { spokenName } from "../engine/edit.ts";
import { useLive, useNodeView } from "../engine/live.ts";
import type { NodeView } from "../engine/snapshot.ts";
import { formatShape } from "../ui/format.ts";
import { MathName } from "../ui/MathName.tsx";
import type { FlowNode } from "./flow.ts";
import { Gradient, Value } from "./NodeFigures.tsx";
import { Ports } from "./Ports.tsx";
import "./GraphNode.css";

/** A node as a card: its symbol and name, the value above, the gradient below. */
export const GraphNode = memo(function GraphNode({ id, data, selected }: NodeProps<FlowNode>) {
  const { node } = data;
  const op = opOf(node.op);
  const view = useNodeView(id);
  const isLoss = useLive((snapshot) => snapshot.loss === id);
  const state = view?.state ?? "evaluated";
  const unfinished =
    state === "problem" && view?.problems.every((problem) => problem.code.startsWith("missing_"));
  const updateInternals = useUpdateNodeInternals();
  const isSource = op?.ports.length === 0;
  const tall = (view?.shape?.length ?? 0) > 0;

  // The ports stand at fractions of the height, which the figures decide.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height changes with what is shown.
  useEffect(() => updateInternals(id), [id, node.op, updateInternals, tall, state, view?.gradient === null]);

  return (
    <div
      className={`nodeCard node-${state} ${selected ? "node-selected" : ""} ${unfinished ? "node-unfinished" : ""}`}
      data-node={nodeLabel(node)}
      data-id={id}
      data-op={node.op}
      data-role={op?.role ?? "operation"}
      data-state={state}
      data-loss={isLoss || undefined}
    >
      {isLoss && <span className="nodeCard-loss">loss</span>}
      <div className="nodeCard-head">
        <span
          className="nodeCard-symbol"
          data-long={(op?.symbol.length ?? 0) > 3 || undefined}
          aria-hidden="true"
        >
          {op?.symbol ?? "?"}
        </span>
        <span className="nodeCard-name">
          {node.name ? (
            <MathName name={node.name} />
          ) : (
            <span className="nodeCard-unnamed">{op?.label.toLowerCase() ?? node.op}</span>
          )}
        </span>
        {state === "problem" && <CircleAlert size={15} className="nodeCard-alert" aria-hidden="true" />}
      </div>
      {state === "waiting" ? (
        <Waiting view={view} />
      ) : state === "problem" && !view?.value && !isSource ? null : (
        <div className="nodeCard-figures">
          <Value node={node} view={view} />
          {view?.gradient && <Gradient node={node} view={view} />}
        </div>
      )}
      <Ports node={node} />
      <Problems view={view} />
    </div>
  );
});

function Waiting({ view }: { view: NodeView | undefined }) {
  const awaited = useDocument((state) =>
    view?.waitingFor ? state.graph.nodes.find((node) => node.id === view.waitingFor) : undefined,
  );
  return (
    <div className="nodeCard-waiting">
      waiting for {awaited ? <Awaited node={awaited} /> : "a value"}
      {view?.shape && view.shape.length > 0 && <div className="numeric">{formatShape(view.shape)}</div>}
    </div>
  );
}

function Awaited({ node }: { node: GraphNodeType }) {
  return node.name ? <MathName name={node.name} /> : spokenName(node);
}

function Problems({ view }: { view: NodeView | undefined }) {
  if (!view || view.problems.length === 0) return null;
  return (
    <div className="nodeCard-problems nodrag">
      {view.problems.map((problem) => (
        <p key={`${problem.code} ${problem.port}`} data-testid="problem" data-code={problem.code}>
          {problem.message}
        </p>
      ))}
    </div>
  );
}
