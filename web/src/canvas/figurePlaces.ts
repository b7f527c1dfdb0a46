import type { Position } from "../document/types.ts";
import { around, type Box, type Curve, contains, normalAt, overlap, pointAt } from "./geometry.ts";

/** A wire with the lengths of its two texts, in characters; 0 where there is none. */
export interface FiguredWire {
  readonly key: string;
  readonly curve: Curve;
  readonly above: number;
  readonly below: number;
  /** Whether the local derivative stands on its middle. */
  readonly middle?: boolean;
}

/** The middles of the text above a wire and of the one below; null where no free place was found. */
export interface FigurePlaces {
  readonly above: Position | null;
  readonly below: Position | null;
}

/** Of a text of 11 pixels in the monospaced face. */
const LETTER = 6.7;
const LINE = 11;

/** Texts shorter than this are given as much room: a number that grows by a digit must not jump. */
const ROOMY = 4;

/** Between a wire and its text. */
const GAP = 2.5;

/** Where along a wire its texts may stand, the best first. */
const STATIONS = [0.5, 0.43, 0.57, 0.36, 0.64, 0.29, 0.71, 0.22, 0.78, 0.15, 0.85, 0.08, 0.92];

const SAMPLES = 18;

/** What lying on something costs; a text that lies on more than this is left out. */
const HIDDEN = 60;

/**
 * Finds for the texts of every wire a place beside it: the value on the upper side, the gradient on the lower, side by
 * side if it can be, on no card and on no other text, and rather not on another wire. Short wires choose first.
 */
export function placeFigures(
  wires: readonly FiguredWire[],
  obstacles: readonly Box[],
): Map<string, FigurePlaces> {
  const courses = wires.map((wire) => courseOf(wire));
  const taken: Box[] = wires.flatMap((wire) => (wire.middle ? [middleBox(wire.curve)] : []));
  const places = new Map<string, FigurePlaces>();

  const costOf = (box: Box, key: string): number => {
    let cost = 0;
    for (const card of obstacles) cost += 4 * overlap(box, card, 3);
    for (const text of taken) cost += 4 * overlap(box, text, 2);
    for (const other of courses) {
      if (overlap(box, other.bounds, 1) === 0) continue;
      let inside = 0;
      for (const point of other.points) if (contains(box, point)) inside++;
      cost += inside * (other.key === key ? 9 : 4);
    }
    return cost;
  };

  const best = (wire: FiguredWire, sides: readonly Side[]) => {
    let found = { cost: Number.POSITIVE_INFINITY, boxes: [] as Box[] };
    for (const [i, t] of STATIONS.entries()) {
      const boxes = sides.map((side) => textBox(wire.curve, t, wire[side], side));
      const cost = boxes.reduce((sum, box) => sum + costOf(box, wire.key), i * 0.8);
      if (cost < found.cost) found = { cost, boxes };
      if (cost <= i * 0.8) break;
    }
    return found;
  };

  for (const wire of [...wires].sort((a, b) => lengthOf(a.curve) - lengthOf(b.curve))) {
    const sides = (["above", "below"] as const).filter((side) => wire[side] > 0);
    const together = best(wire, sides);
    const chosen = new Map<Side, Position>();
    const keep = (side: Side, box: Box | undefined) => {
      if (!box) return;
      taken.push(box);
      chosen.set(side, { x: box.x + box.width / 2, y: box.y + box.height / 2 });
    };
    if (together.cost < HIDDEN) {
      for (const [i, side] of sides.entries()) keep(side, together.boxes[i]);
    } else {
      for (const side of sides) {
        const alone = best(wire, [side]);
        if (alone.cost < HIDDEN) keep(side, alone.boxes[0]);
      }
    }
    places.set(wire.key, { above: chosen.get("above") ?? null, below: chosen.get("below") ?? null });
  }
  return places;
}

type Side = "above" | "below";

/** Where a text stands that is beside the wire at t. */
export function textBox(curve: Curve, t: number, length: number, side: Side): Box {
  const width = Math.max(length, ROOMY) * LETTER;
  const { x, y } = pointAt(curve, t);
  const normal = normalAt(curve, t);
  const distance = (Math.abs(normal.x) * width + Math.abs(normal.y) * LINE) / 2 + GAP;
  const sign = side === "above" ? 1 : -1;
  return {
    x: x + sign * normal.x * distance - width / 2,
    y: y + sign * normal.y * distance - LINE / 2,
    width,
    height: LINE,
  };
}

const LABEL = { width: 46, height: 17 };

function middleBox(curve: Curve): Box {
  const { x, y } = pointAt(curve, 0.5);
  return { x: x - LABEL.width / 2, y: y - LABEL.height / 2, ...LABEL };
}

interface Course {
  readonly key: string;
  readonly points: readonly Position[];
  readonly bounds: Box;
}

function courseOf({ key, curve }: FiguredWire): Course {
  const points = Array.from({ length: SAMPLES + 1 }, (_, i) => pointAt(curve, i / SAMPLES));
  const bounds = around(points.map((point) => ({ ...point, width: 0, height: 0 })));
  return { key, points, bounds: bounds ?? { ...curve.from, width: 0, height: 0 } };
}

function lengthOf({ from, to }: Curve): number {
  return Math.hypot(to.x - from.x, to.y - from.y);
}
