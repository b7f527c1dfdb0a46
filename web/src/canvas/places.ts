import { createContext, useContext, useMemo, useRef } from "react";
import { useLive } from "../engine/live.ts";
import type { Snapshot } from "../engine/snapshot.ts";
import { useDisplay } from "./display.ts";
import { type FiguredWire, type FigurePlaces, placeFigures } from "./figurePlaces.ts";
import { figureText } from "./figureText.ts";
import { DENSE, type FlowEdge, type FlowNode } from "./flow.ts";
import type { Box } from "./geometry.ts";
import { useMotion } from "./motion.ts";
import { type NotePlace, placeNotes } from "./notePlaces.ts";
import { boxOf, wireCurve } from "./wireCurve.ts";

/** Where numbers and notes stand between the cards. */
export interface Places {
  readonly figures: ReadonlyMap<string, FigurePlaces>;
  readonly notes: ReadonlyMap<string, NotePlace>;
}

/** The numbers of so many wires follow every movement. */
const FEW = 24;

const nowhere: Places = { figures: new Map(), notes: new Map() };

export const PlacesContext = createContext<Places>(nowhere);

export function useFigurePlace(wire: string): FigurePlaces | undefined {
  return useContext(PlacesContext).figures.get(wire);
}

export function useNotePlace(node: string): NotePlace | undefined {
  return useContext(PlacesContext).notes.get(node);
}

/** Finds a place for every number and note, once the cards have their sizes; of dense graphs only for the notes. */
export function usePlaces(nodes: readonly FlowNode[], edges: readonly FlowEdge[]): Places {
  const dense = edges.length > DENSE;
  const { shapes, locals } = useDisplay();
  const lengths = useLive((snapshot) => (dense ? "" : lengthsOf(snapshot, edges, shapes)));
  const problems = useLive((snapshot) => problemsOf(snapshot));
  // Many numbers wait until the cards rest.
  const waits = useMotion((motion) => motion.moving) && edges.length > FEW;
  const last = useRef(nowhere);
  const places = useMemo(() => {
    if (waits) {
      return last.current.figures.size === 0 ? last.current : { ...nowhere, notes: last.current.notes };
    }
    if (dense && problems === "") return nowhere;
    const boxes = new Map(
      nodes.filter((node) => node.type !== "frame").map((node) => [node.id, boxOf(node)]),
    );
    const notes = placeNotes(JSON.parse(problems || "[]"), boxes);
    if (dense) return { ...nowhere, notes };
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const texts = lengths.split(" ");
    const wires = edges.flatMap((edge, i): FiguredWire[] => {
      const source = byId.get(edge.source);
      const target = byId.get(edge.target);
      if (!source || !target) return [];
      const [above = 0, below = 0] = (texts[i] ?? "").split(",").map(Number);
      return [{ key: edge.id, curve: wireCurve(source, target, edge), above, below, middle: locals }];
    });
    return { figures: placeFigures(wires, [...boxes.values(), ...noteBoxes(notes)]), notes };
  }, [nodes, edges, dense, lengths, problems, waits, locals]);
  last.current = places;
  return places;
}

function lengthsOf(snapshot: Snapshot, edges: readonly FlowEdge[], shapes: boolean): string {
  return edges
    .map(({ id, data }) => {
      const { value, gradient } = figureText(snapshot, data?.wire.from ?? "", id, shapes);
      return `${value.length},${gradient.length}`;
    })
    .join(" ");
}

/** The nodes with a problem of their own and the lengths of its sentences. */
function problemsOf(snapshot: Snapshot): string {
  const found: [string, number][] = [];
  for (const problem of snapshot.problems) {
    if (problem.node !== null && !problem.code.startsWith("missing_")) {
      found.push([problem.node, problem.message.length]);
    }
  }
  return found.length > 0 ? JSON.stringify(found) : "";
}

function noteBoxes(notes: ReadonlyMap<string, NotePlace>): Box[] {
  return [...notes.values()].map((note) => note.box);
}
