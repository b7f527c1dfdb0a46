import { useMemo, useRef } from "react";
import { describeNode } from "../engine/edit.ts";
import { useLive } from "../engine/live.ts";
import type { FlowNode } from "./flow.ts";

interface Entry {
  node: FlowNode;
  text: string;
  spoken: FlowNode;
}

/** The nodes with what a screen reader says of each; those in trouble lie above the others, as their problem is worded below the card. */
export function useSpoken(nodes: FlowNode[]): FlowNode[] {
  const snapshot = useLive();
  const cache = useRef(new Map<string, Entry>());
  return useMemo(() => {
    const next = new Map<string, Entry>();
    const spoken = nodes.map((node) => {
      const view = snapshot.nodes.get(node.id);
      const text = describeNode(snapshot.graph, node.data.node, view);
      const before = cache.current.get(node.id);
      const entry =
        before?.node === node && before.text === text
          ? before
          : { node, text, spoken: { ...node, ariaLabel: text, zIndex: view?.state === "problem" ? 10 : 0 } };
      next.set(node.id, entry);
      return entry.spoken;
    });
    cache.current = next;
    return spoken;
  }, [nodes, snapshot]);
}
