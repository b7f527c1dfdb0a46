import { useEffect, useMemo, useRef, useState } from "react";
import { describeNode } from "../engine/edit.ts";
import { useLive } from "../engine/live.ts";
import type { Snapshot } from "../engine/snapshot.ts";
import { useVeil, type Veil } from "../engine/veil.ts";
import type { FlowNode } from "./flow.ts";

interface Entry {
  node: FlowNode;
  snapshot: Snapshot;
  veil: Veil;
  text: string;
  spoken: FlowNode;
}

/** The hand rests after so many milliseconds. */
const REST = 200;

/** The snapshot once the hand rests: while a number is dragged, nobody listens to every value in between. */
function useSettled(): Snapshot {
  const [settled, settle] = useState(useLive.getState);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = useLive.subscribe((snapshot) => {
      clearTimeout(timer);
      timer = setTimeout(() => settle(snapshot), REST);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
  return settled;
}

/** The nodes with what a screen reader says of each; those in trouble lie above the others, as their problem is worded below the card. */
export function useSpoken(nodes: FlowNode[]): FlowNode[] {
  const snapshot = useSettled();
  const veil = useVeil();
  const cache = useRef(new Map<string, Entry>());
  return useMemo(() => {
    const next = new Map<string, Entry>();
    const spoken = nodes.map((node) => {
      const view = snapshot.nodes.get(node.id);
      const before = cache.current.get(node.id);
      const settled =
        before?.snapshot === snapshot && before.veil === veil && before.node.data.node === node.data.node;
      const text = settled ? before.text : describeNode(snapshot.graph, node.data.node, view, veil);
      const entry =
        before?.node === node && before.text === text
          ? { ...before, snapshot, veil }
          : {
              node,
              snapshot,
              veil,
              text,
              spoken: { ...node, ariaLabel: text, zIndex: view?.state === "problem" ? 10 : 0 },
            };
      next.set(node.id, entry);
      return entry.spoken;
    });
    cache.current = next;
    return spoken;
  }, [nodes, snapshot, veil]);
}
