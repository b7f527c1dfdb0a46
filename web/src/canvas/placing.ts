import { useEffect, useRef } from "react";
import { move } from "../document/commands.ts";
import { documentStore, useDocument } from "../document/store.ts";
import type { FlowNode } from "./flow.ts";
import { layout } from "./tidy.ts";
import { fitAll } from "./viewport.ts";

/**
 * Once the cards of a document that was opened have their sizes: lays it out if it came without places, and shows the
 * whole of it. False while the cards wait for their places, and had better not be seen.
 */
export function usePlacing(nodes: readonly FlowNode[]): boolean {
  const placed = useDocument((state) => state.graph.nodes.every((node) => node.position));
  const measured = nodes.every((node) => node.measured);
  const count = nodes.length;
  const shown = useRef(false);

  useEffect(() => {
    if (!measured || placed) return;
    // What is laid out anew wants to be seen as a whole.
    shown.current = false;
    const { key, graph } = documentStore.getState();
    void layout(graph).then((positions) => {
      const state = documentStore.getState();
      if (state.key === key) state.settle((current) => move(current, positions));
    });
  }, [measured, placed]);

  useEffect(() => {
    if (!measured || !placed || shown.current) return;
    shown.current = true;
    // On an empty canvas there is nothing to fit, and the first node stays where it was dropped.
    if (count > 0) requestAnimationFrame(() => fitAll(false));
  }, [count, measured, placed]);

  return placed;
}
