import { createContext, useContext, useMemo, useRef } from "react";
import { opOf } from "../engine/catalogue.ts";
import { useLive } from "../engine/live.ts";
import type { Snapshot } from "../engine/snapshot.ts";
import { type FiguredWire, type FigurePlaces, placeFigures } from "./figurePlaces.ts";
import { figureText } from "./figureText.ts";
import { DENSE, type FlowEdge, type FlowNode } from "./flow.ts";
import { type Box, curve } from "./geometry.ts";
import { useMotion } from "./motion.ts";
import { type NotePlace, placeNotes } from "./notePlaces.ts";

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

/** A wire ends at the outer edge of a port's dot. */
const DOT = 5.5;

/** Finds a place for every number and note, once the cards have their sizes; of dense graphs only for the notes. */
export function usePlaces(nodes: readonly FlowNode[], edges: readonly FlowEdge[]): Places {
  const dense = edges.length > DENSE;
  const lengths = useLive((snapshot) => (dense ? "" : lengthsOf(snapshot, edges)));
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
      const from = {
        x: source.position.x + widthOf(source) + DOT,
        y: heightAt(source, edge.sourceHandle, false),
      };
      const to = { x: target.position.x - DOT, y: heightAt(target, edge.targetHandle, true) };
      return [{ key: edge.id, curve: curve(from, to), above, below }];
    });
    return { figures: placeFigures(wires, [...boxes.values(), ...noteBoxes(notes)]), notes };
  }, [nodes, edges, dense, lengths, problems, waits]);
  last.current = places;
  return places;
}

function lengthsOf(snapshot: Snapshot, edges: readonly FlowEdge[]): string {
  return edges
    .map(({ id, data }) => {
      const { value, gradient } = figureText(snapshot, data?.wire.from ?? "", id);
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

function boxOf(node: FlowNode): Box {
  return { ...node.position, width: widthOf(node), height: node.measured?.height ?? 88 };
}

function widthOf(node: FlowNode): number {
  return node.measured?.width ?? 116;
}

/** How high a handle stands: those of a side share it evenly. */
function heightAt(node: FlowNode, handle: string | null | undefined, input: boolean): number {
  const names = input ? inputsOf(node) : outputsOf(node);
  const index = Math.max(0, names.indexOf(handle ?? ""));
  return node.position.y + ((node.measured?.height ?? 88) * (index + 1)) / (Math.max(1, names.length) + 1);
}

function inputsOf(node: FlowNode): string[] {
  if (node.type === "closed") return node.data.closed.ins.map((port) => port.key);
  if (node.type !== "op") return [];
  return (opOf(node.data.node.op)?.ports ?? []).slice(0, node.data.ports).map((port) => port.name);
}

function outputsOf(node: FlowNode): string[] {
  return node.type === "closed" ? node.data.closed.outs.map((id) => `out:${id}`) : ["out"];
}
