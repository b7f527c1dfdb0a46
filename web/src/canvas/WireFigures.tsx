import { useDocument } from "../document/store.ts";
import type { Position } from "../document/types.ts";
import { useNodeView, useWireView } from "../engine/live.ts";
import type { Tensor } from "../engine/snapshot.ts";
import { useCover } from "../engine/veil.ts";
import { formatNumber, formatShape } from "../ui/format.ts";
import { useNumberFormat } from "../ui/numberFormat.ts";

interface WireFiguresProps {
  id: string;
  source: string;
  from: Position;
  to: Position;
}

interface Place extends Position {
  anchor: "start" | "middle" | "end";
}

/** Between the text and the card at the wire's end. */
const MARGIN = 8;
const ABOVE = -4;
const BELOW = 11;

/** Whether a wire runs so level that text fits above and below its middle. */
export function isFlat(fromY: number, toY: number): boolean {
  return Math.abs(toY - fromY) < 8;
}

/** The value that flows along a wire, above it, and the gradient that flows back, below it. */
export function WireFigures({ id, source, from, to }: WireFiguresProps) {
  useNumberFormat();
  const view = useNodeView(source);
  const contribution = useWireView(id)?.contribution ?? null;
  const shape = view?.shape ?? [];
  const hasValue = useCover("value", source) === "shown";
  const hasGradient = useCover("contribution", id) === "shown";
  const value = !hasValue
    ? ""
    : view?.value
      ? figure(view.value)
      : shape.length > 0
        ? formatShape(shape)
        : "";
  const gradient = hasGradient && contribution?.shape.length === 0 ? figure(contribution) : "";
  const fansOut = useDocument((state) => state.graph.wires.filter((wire) => wire.from === source).length > 1);
  const [above, below] = places(from, to, fansOut);
  return (
    <g className="wire-figures numeric">
      {value && (
        <text
          className="wire-value"
          x={above.x}
          y={above.y}
          textAnchor={above.anchor}
          data-testid="wire-value"
        >
          {value}
        </text>
      )}
      {gradient && (
        <text
          className="wire-gradient"
          x={below.x}
          y={below.y}
          textAnchor={below.anchor}
          data-testid="wire-gradient"
        >
          {gradient}
        </text>
      )}
    </g>
  );
}

/** Narrower than this, half of the gap does not hold a number. */
const HALF_ROOM = 34;

/**
 * A wire leaves and enters level, and is steep between. Above it there is room where it leaves if it falls, and where it
 * enters if it rises; below it is the other way round. Where several wires leave together, their numbers stand beside
 * the steep parts instead, away from one another.
 */
function places(from: Position, to: Position, fansOut: boolean): [above: Place, below: Place] {
  if (isFlat(from.y, to.y)) {
    const x = (from.x + to.x) / 2;
    const y = (from.y + to.y) / 2;
    return [
      { x, y: y + ABOVE, anchor: "middle" },
      { x, y: y + BELOW, anchor: "middle" },
    ];
  }
  const falls = to.y > from.y;
  if (fansOut && (to.x - from.x) / 2 >= HALF_ROOM) {
    const x = (from.x + to.x) / 2;
    const y = (from.y + to.y) / 2 + 4;
    const right = (by: number): Place => ({ x: x + MARGIN, y: y + by, anchor: "start" });
    const left = (by: number): Place => ({ x: x - MARGIN, y: y + by, anchor: "end" });
    return falls ? [right(-8), left(8)] : [left(-8), right(8)];
  }
  const leaving = (by: number): Place => ({ x: from.x + MARGIN, y: from.y + by, anchor: "start" });
  const entering = (by: number): Place => ({ x: to.x - MARGIN, y: to.y + by, anchor: "end" });
  return falls ? [leaving(ABOVE), entering(BELOW)] : [entering(ABOVE), leaving(BELOW)];
}

export function figure(tensor: Tensor): string {
  const [first] = tensor.data;
  return tensor.shape.length === 0 && first !== undefined ? formatNumber(first) : formatShape(tensor.shape);
}
