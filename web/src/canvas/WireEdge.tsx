import { EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import { memo, useState } from "react";
import { useSelection } from "../document/selection.ts";
import { useDocument } from "../document/store.ts";
import { opOf } from "../engine/catalogue.ts";
import { localDerivative, useLive, useNodeView } from "../engine/live.ts";
import { useTravel, useWireLight } from "../engine/spotlight.ts";
import { strength } from "../engine/strength.ts";
import { useCover } from "../engine/veil.ts";
import { useNumberFormat } from "../ui/numberFormat.ts";
import { AskedOnWire } from "./AskedOnWire.tsx";
import { useDisplay } from "./display.ts";
import { figure } from "./figureText.ts";
import { type FlowEdge, isDense } from "./flow.ts";
import { curve, pathOf, pointAt } from "./geometry.ts";
import { WireFigures } from "./WireFigures.tsx";
import "./WireEdge.css";

/** The width of a wire along which nothing flows back, and what the strongest has more. */
const THIN = 0.8;
const THICK = 7;

/** A wire: the value that flows along it above, what flows back below; the local derivative when it is looked at. */
export const WireEdge = memo(function WireEdge(props: EdgeProps<FlowEdge>) {
  const { id, sourceX, sourceY, targetX, targetY, selected, data } = props;
  const source = data?.wire.from ?? props.source;
  const target = data?.wire.to ?? props.target;
  const [hovered, setHovered] = useState(false);
  const lit = useSelection((selection) => selection.nodes.has(source) || selection.nodes.has(target));
  const dense = useDocument((state) => isDense(state.graph));
  const light = useWireLight(id);
  const travel = useTravel(id);
  const course = curve({ x: sourceX, y: sourceY }, { x: targetX, y: targetY });
  const path = pathOf(course);
  const { x, y } = pointAt(course, 0.5);
  const looked = hovered || selected === true;
  const shown = looked || lit || !dense;
  const locals = useDisplay((display) => display.locals);
  const thickness = useDisplay((display) => display.thickness);
  const strong = useLive((snapshot) => (thickness ? strength(snapshot, id) : 0));
  return (
    <g
      className={`wire ${looked ? "wire-looked" : ""} ${lit ? "wire-lit" : ""}`}
      data-wire={id}
      data-light={light ?? undefined}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
    >
      <path className="wire-reach" d={path} />
      <path
        className="wire-line"
        d={path}
        style={thickness ? { strokeWidth: THIN + THICK * strong } : undefined}
      />
      {travel && <path className={`wire-travel wire-travel-${travel}`} d={path} pathLength={100} />}
      {shown && <WireFigures id={id} source={source} curve={course} insist={looked || dense} />}
      <AskedOnWire id={id} source={source} target={target} x={x} y={y} />
      {locals && !looked && shown && data && (
        <LocalDerivative id={id} target={target} port={data.wire.port} x={x} y={y} short />
      )}
      {looked && data && (
        <LocalDerivative
          id={id}
          target={target}
          port={data.wire.port}
          x={x}
          y={Math.abs(targetY - sourceY) < 60 ? y + 30 : y}
        />
      )}
    </g>
  );
});

interface LocalDerivativeProps {
  id: string;
  target: string;
  port: string;
  x: number;
  y: number;
  /** The number alone, for many wires at once. */
  short?: boolean;
}

/** "∂out/∂a = 0.1" in a small label on the wire: how the node changes with what comes in here. */
function LocalDerivative({ id, target, port, x, y, short = false }: LocalDerivativeProps) {
  useNumberFormat();
  // Read again whenever the target's numbers change.
  useNodeView(target);
  const node = useDocument((state) => state.graph.nodes.find((other) => other.id === target));
  const cover = useCover("local", id);
  const derivative = localDerivative(id);
  if (!derivative || !node || cover !== "shown") return null;
  const label = opOf(node.op)?.ports.find((other) => other.name === port)?.label ?? port;
  return (
    <EdgeLabelRenderer>
      <div
        className={`wire-local numeric ${short ? "wire-local-short" : ""}`}
        data-testid="local-derivative"
        style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
      >
        {short ? "×" : `∂${node.name ?? "out"}/∂${label} = `}
        {figure(derivative)}
      </div>
    </EdgeLabelRenderer>
  );
}
