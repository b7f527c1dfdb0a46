import { type EdgeProps, getBezierPath } from "@xyflow/react";
import { memo, useState } from "react";
import { useSelection } from "../document/selection.ts";
import { useDocument } from "../document/store.ts";
import { opOf } from "../engine/catalogue.ts";
import { localDerivative, useNodeView, useWireView } from "../engine/live.ts";
import type { Tensor } from "../engine/snapshot.ts";
import { formatNumber, formatShape } from "../ui/format.ts";
import { type FlowEdge, isDense } from "./flow.ts";
import "./WireEdge.css";

/** Shorter than this, a wire has no room for its numbers. */
const ROOM = 48;

/** A wire: the value that flows along it above, what flows back below; the local derivative when it is looked at. */
export const WireEdge = memo(function WireEdge(props: EdgeProps<FlowEdge>) {
  const { id, source, target, sourceX, sourceY, targetX, targetY, selected, data } = props;
  const [hovered, setHovered] = useState(false);
  const lit = useSelection((selection) => selection.nodes.has(source) || selection.nodes.has(target));
  const dense = useDocument((state) => isDense(state.graph));
  const [path, x, y] = getBezierPath({ ...props, curvature: 0.32 });
  const looked = hovered || selected === true;
  const shown = looked || lit || (!dense && Math.hypot(targetX - sourceX, targetY - sourceY) >= ROOM);
  const slope = Math.atan2(targetY - sourceY, Math.max(1, targetX - sourceX));
  return (
    <g
      className={`wire ${looked ? "wire-looked" : ""} ${lit ? "wire-lit" : ""}`}
      data-wire={id}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
    >
      <path className="wire-reach" d={path} />
      <path className="wire-line" d={path} />
      {shown && <Figures id={id} source={source} x={x} y={y} slope={slope} />}
      {looked && data && <LocalDerivative id={id} target={target} port={data.wire.port} x={x} y={y} />}
    </g>
  );
});

interface FiguresProps {
  id: string;
  source: string;
  x: number;
  y: number;
  slope: number;
}

function Figures({ id, source, x, y, slope }: FiguresProps) {
  const view = useNodeView(source);
  const value = view?.value ?? null;
  const shape = view?.shape ?? [];
  const text = value ? figure(value) : shape.length > 0 ? formatShape(shape) : null;
  const contribution = useWireView(id)?.contribution ?? null;
  // On a steep wire, above and below move aside so that the numbers do not lie on the line.
  const aside = 17 * Math.sin(slope);
  const apart = 5 + 5 * Math.abs(Math.sin(slope));
  return (
    <g className="wire-figures numeric">
      {text && (
        <text className="wire-value" x={x + aside} y={y - apart} data-testid="wire-value">
          {text}
        </text>
      )}
      {contribution && (
        <text className="wire-gradient" x={x - aside} y={y + apart + 8} data-testid="wire-gradient">
          {contribution.shape.length === 0 ? figure(contribution) : ""}
        </text>
      )}
    </g>
  );
}

function figure(tensor: Tensor): string {
  const [first] = tensor.data;
  return tensor.shape.length === 0 && first !== undefined ? formatNumber(first) : formatShape(tensor.shape);
}

interface LocalDerivativeProps {
  id: string;
  target: string;
  port: string;
  x: number;
  y: number;
}

/** "∂/∂a = 0.1" in a small label on the wire: how the node changes with what comes in here. */
function LocalDerivative({ id, target, port, x, y }: LocalDerivativeProps) {
  // Read again whenever the target's numbers change.
  useNodeView(target);
  const node = useDocument((state) => state.graph.nodes.find((other) => other.id === target));
  const derivative = localDerivative(id);
  if (!derivative || !node) return null;
  const label = opOf(node.op)?.ports.find((other) => other.name === port)?.label ?? port;
  const text = `∂${node.name ?? "out"}/∂${label} = ${figure(derivative)}`;
  const width = text.length * 6.7 + 16;
  return (
    <g className="wire-local" transform={`translate(${x}, ${y + 32})`}>
      <rect x={-width / 2} y={-11} width={width} height={22} rx={11} />
      <text className="numeric" y={4}>
        {text}
      </text>
    </g>
  );
}
