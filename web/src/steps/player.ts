import { create } from "zustand";
import { persist } from "zustand/middleware";
import { documentStore } from "../document/store.ts";
import { stopText, useLive, walk as walkNow } from "../engine/live.ts";
import { shine } from "../engine/spotlight.ts";
import { reveal } from "../engine/veil.ts";
import type { Walk } from "../engine/walk.ts";
import { announce } from "../ui/announce.tsx";
import { shelved } from "../ui/shelf.ts";
import { keepPlace, reachedAt } from "./place.ts";

/** How many times faster than at leisure. */
export const speeds: readonly number[] = [0.5, 1, 2, 4];

/** A stop lasts so many milliseconds at leisure. */
const PACE = 1500;

interface Player {
  /** The walk that is stepped through; null while the player is closed. */
  readonly walk: Walk | null;
  readonly at: number;
  readonly playing: boolean;
  readonly speed: number;
}

/** Where the passes are stepped through. No part of the document. */
export const usePlayer = create<Player>()(() => ({ walk: null, at: 0, playing: false, speed: 1 }));

export const limits = { min: 280, max: 620 };

interface StepsPanelState {
  open: boolean;
  size: number;
}

/** Whether the derivation stands beside the canvas, and how wide; kept between visits. */
export const useStepsPanel = create<StepsPanelState>()(
  persist((): StepsPanelState => ({ open: true, size: 350 }), {
    name: "chainrule.steps",
    storage: shelved(),
    version: 1,
  }),
);

export function togglePlayer(): void {
  if (usePlayer.getState().walk) close();
  else open();
}

function open(): void {
  usePlayer.setState({ walk: walkNow(), at: 0, playing: false });
  say();
}

export function close(): void {
  usePlayer.setState({ walk: null, at: 0, playing: false });
}

/** Goes to a stop; the nearest where there is none of that index. */
export function go(to: number): void {
  const { walk, at } = usePlayer.getState();
  if (!walk) return;
  const next = Math.max(0, Math.min(walk.stops.length - 1, to));
  if (next === at) return;
  usePlayer.setState({ at: next });
  say();
}

export function step(by: number): void {
  usePlayer.setState({ playing: false });
  go(usePlayer.getState().at + by);
}

export function toEnd(): void {
  go(Number.POSITIVE_INFINITY);
}

/** The two ends of the turn: where the forward pass is done, and where the backward pass begins. */
export function toTurn(): void {
  const { walk, at } = usePlayer.getState();
  if (walk) go(at === walk.boundary - 1 ? walk.boundary : walk.boundary - 1);
}

export function togglePlaying(): void {
  const { walk, at, playing } = usePlayer.getState();
  if (!walk || walk.stops.length === 0) return;
  // At the end, playing starts over.
  if (!playing && at === walk.stops.length - 1) go(0);
  usePlayer.setState({ playing: !playing });
}

/** The next of the speeds, around. */
export function faster(): void {
  const { speed } = usePlayer.getState();
  const next = speeds[(speeds.indexOf(speed) + 1) % speeds.length];
  usePlayer.setState({ speed: next ?? 1 });
}

/** Says the stop to those who listen. */
function say(): void {
  const { walk, at } = usePlayer.getState();
  const stop = walk?.stops[at];
  if (!walk || !stop) return;
  announce(`Step ${at + 1} of ${walk.stops.length}, ${stop.pass} pass. ${stopText(at).spoken}`);
}

let timer: ReturnType<typeof setTimeout> | undefined;

function pace(): void {
  clearTimeout(timer);
  const { walk, at, playing, speed } = usePlayer.getState();
  if (!walk || !playing) return;
  if (at >= walk.stops.length - 1) usePlayer.setState({ playing: false });
  else timer = setTimeout(() => go(at + 1), PACE / speed);
}

/** The canvas shows what has been computed, and lights what is at work. */
function show(): void {
  const { walk, at } = usePlayer.getState();
  const stop = walk?.stops[at];
  reveal(walk && stop ? reachedAt(walk, at) : null);
  shine(
    "steps",
    stop ? { nodes: new Set(stop.nodes), wires: new Set(stop.wires), tone: stop.pass, travels: true } : null,
  );
}

usePlayer.subscribe((now, before) => {
  if (now.walk !== before.walk || now.at !== before.at) show();
  pace();
});

// The numbers follow every edit; the place is kept.
useLive.subscribe(() => {
  const { walk, at } = usePlayer.getState();
  if (!walk) return;
  const now = walkNow();
  usePlayer.setState({ walk: now, at: keepPlace(walk, at, now) });
});

documentStore.subscribe((state, before) => {
  if (state.key !== before.key) close();
});
