import { create } from "zustand";

/** Who points at a part of the graph; where several do, the first of these is followed. */
const owners = ["ledger", "microscope", "steps", "lesson"] as const;

export type Owner = (typeof owners)[number];

/** A part of the graph that is lit while the rest steps back: ids of nodes, keys of wires. */
export interface Spotlight {
  readonly nodes: ReadonlySet<string>;
  readonly wires: ReadonlySet<string>;
  /** What runs through it. */
  readonly tone: "forward" | "backward";
  /** What runs through it is seen to: it travels along the wires, and the rest does not step back. */
  readonly travels?: boolean;
}

type Lights = Partial<Record<Owner, Spotlight | null>>;

const useLights = create<Lights>()(() => ({}));

/** Lights a part of the graph, or with null puts this owner's light out. */
export function shine(owner: Owner, spotlight: Spotlight | null): void {
  useLights.setState({ [owner]: spotlight });
}

function current(lights: Lights): Spotlight | null {
  for (const owner of owners) {
    const light = lights[owner];
    if (light) return light;
  }
  return null;
}

/** Whether anything is lit. */
export function useIsLit(): boolean {
  return useLights((lights) => current(lights) !== null);
}

/** "forward" or "backward" where the spotlight is on it, "aside" where it is on others, null where there is none. */
export type Light = Spotlight["tone"] | "aside" | null;

export function useNodeLight(id: string): Light {
  return useLights((lights) => lightOf(current(lights), "nodes", id));
}

/** The light on a card that stands for several nodes: on it where it is on one of them. */
export function useGroupLight(ids: readonly string[]): Light {
  return useLights((lights) => {
    const light = current(lights);
    if (!light) return null;
    return ids.some((id) => light.nodes.has(id)) ? light.tone : "aside";
  });
}

export function useWireLight(key: string): Light {
  return useLights((lights) => lightOf(current(lights), "wires", key));
}

function lightOf(light: Spotlight | null, kind: "nodes" | "wires", id: string): Light {
  if (!light) return null;
  if (light[kind].has(id)) return light.tone;
  return light.travels ? null : "aside";
}

/** Which way something travels along a wire at the moment, if it does. */
export function useTravel(key: string): Spotlight["tone"] | null {
  return useLights((lights) => {
    const light = current(lights);
    return light?.travels && light.wires.has(key) ? light.tone : null;
  });
}
