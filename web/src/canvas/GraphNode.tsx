import { type NodeProps, useUpdateNodeInternals } from "@xyflow/react";
import { CircleAlert } from "lucide-react";
import { Fragment, memo, useEffect, useRef } from "react";
import { useDocument } from "../document/store.ts";
import { type GraphNode as GraphNodeType, nodeLabel } from "../document/types.ts";
import { opOf } from "../engine/catalogue.ts";
import { spokenName } from "../engine/edit.ts";
import { useLive, useNodeView } from "../engine/live.ts";
import type { NodeView, Problem } from "../engine/snapshot.ts";
import { useNodeLight } from "../engine/spotlight.ts";
import { formatShape } from "../ui/format.ts";
import { MathName } from "../ui/MathName.tsx";
import { useDrawing } from "./drawing.ts";
import type { OpNode } from "./flow.ts";
import { Gradient, Value } from "./NodeFigures.tsx";
import { Ports } from "./Ports.tsx";
import { Problems } from "./Problems.tsx";
import "./GraphNode.css";

/** A node as a card; one of a large graph that is seen from afar, as its outline. */
export const GraphNode = memo(function GraphNode(props: NodeProps<OpNode>) {
  const afar = useDrawing((state) => state.afar);
  // Until it is measured, it stands there in full, to be as large as it will be.
  return afar && props.height ? <FarCard {...props} height={props.height} /> : <Card {...props} />;
});

/** What can be made out of a card from afar: what it does, or of a source its name. Thousands of these are cheap to move. */
function FarCard({ id, data: { node }, selected, height }: NodeProps<OpNode> & { height: number }) {
  const op = opOf(node.op);
  const state = useNodeView(id)?.state ?? "evaluated";
  const light = useNodeLight(id);
  const label = op?.ports.length === 0 ? nodeLabel(node) : (op?.symbol ?? "?");
  return (
    <div
      className={`nodeCard nodeCard-far node-${state} ${selected ? "node-selected" : ""}`}
      style={{ height }}
      data-node={nodeLabel(node)}
      data-id={id}
      data-op={node.op}
      data-role={op?.role ?? "operation"}
      data-state={state}
      data-light={light ?? undefined}
      aria-hidden="true"
    >
      {label.length <= LEGIBLE ? label : ""}
    </div>
  );
}

/** Letters that find room on a card seen from afar. */
const LEGIBLE = 4;

/** A card in full: its symbol and name, the value above, the gradient below. */
function Card({ id, data, selected }: NodeProps<OpNode>) {
  const { node, ports } = data;
  const op = opOf(node.op);
  const view = useNodeView(id);
  const isLoss = useLive((snapshot) => snapshot.loss === id);
  const light = useNodeLight(id);
  const state = view?.state ?? "evaluated";
  const problems = view?.problems ?? [];
  // Something has yet to be given: that is no mistake.
  const unfinished = state === "problem" && problems.every((problem) => problem.code.startsWith("missing_"));
  const updateInternals = useUpdateNodeInternals();
  const isSource = op?.ports.length === 0;

  // React Flow measures the ports whenever the card changes its size; others may stand there at the same size.
  const measured = useRef(`${node.op} ${ports}`);
  useEffect(() => {
    if (measured.current === `${node.op} ${ports}`) return;
    measured.current = `${node.op} ${ports}`;
    updateInternals(id);
  }, [id, node.op, ports, updateInternals]);

  return (
    <div
      className={`nodeCard node-${state} ${selected ? "node-selected" : ""} ${unfinished ? "node-unfinished" : ""}`}
      data-node={nodeLabel(node)}
      data-id={id}
      data-op={node.op}
      data-role={op?.role ?? "operation"}
      data-state={state}
      data-light={light ?? undefined}
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
      </div>
      {state === "waiting" ? (
        <Waiting view={view} />
      ) : unfinished ? (
        <Unfinished problems={problems} />
      ) : state === "problem" && !view?.value && !isSource ? null : (
        <div className="nodeCard-figures">
          <Value node={node} view={view} />
          {view?.gradient && <Gradient node={node} view={view} />}
        </div>
      )}
      <Ports node={node} count={ports} />
      {state === "problem" && !unfinished && (
        <CircleAlert size={18} className="nodeCard-alert" aria-hidden="true" />
      )}
      {problems.length > 0 && <Problems id={id} problems={problems} />}
    </div>
  );
}

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

/** What has yet to be given, in short; the whole sentences show when the node is pointed at. */
function Unfinished({ problems }: { problems: readonly Problem[] }) {
  const ports = problems.flatMap((problem) => problem.port ?? []);
  return (
    <div className="nodeCard-waiting">
      needs{" "}
      {ports.length === 0
        ? "a value"
        : ports.map((port, i) => (
            <Fragment key={port}>
              {i > 0 && " and "}
              <MathName name={port} />
            </Fragment>
          ))}
    </div>
  );
}
