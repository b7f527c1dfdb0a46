import { useEffect, useMemo, useRef, useState } from "react";
import { describeNode, spokenName } from "../engine/edit.ts";
import { useLive } from "../engine/live.ts";
import type { Snapshot } from "../engine/snapshot.ts";
import type { FlowNode } from "./flow.ts";
import { groupLabel } from "./groupLabel.ts";

interface Entry {
  node: FlowNode;
  snapshot: Snapshot;
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
  const cache = useRef(new Map<string, Entry>());
  return useMemo(() => {
    const next = new Map<string, Entry>();
    const spoken = nodes.map((node) => {
      const before = cache.current.get(node.id);
      // Where a card stands is not said.
      const text =
        before?.snapshot === snapshot && before.node.data === node.data
          ? before.text
          : describe(node, snapshot);
      const entry =
        before?.node === node && before.text === text
          ? before.snapshot === snapshot
            ? before
            : { ...before, snapshot }
          : { node, snapshot, text, spoken: withText(node, text, snapshot) };
      next.set(node.id, entry);
      return entry.spoken;
    });
    cache.current = next;
    return spoken;
  }, [nodes, snapshot]);
}

function withText(node: FlowNode, text: string, snapshot: Snapshot): FlowNode {
  if (node.type === "frame") return { ...node, ariaLabel: text };
  const zIndex = snapshot.nodes.get(node.id)?.state === "problem" ? 10 : 0;
  return { ...node, ariaLabel: text, zIndex };
}

function describe(flow: FlowNode, snapshot: Snapshot): string {
  if (flow.type === "op") {
    return describeNode(snapshot.graph, flow.data.node, snapshot.nodes.get(flow.id));
  }
  if (flow.type === "frame") {
    const { group, members } = flow.data.open;
    return `group ${groupLabel(group)}, open, ${members.length} nodes. Press Enter to close it.`;
  }
  const { group, members, outs } = flow.data.closed;
  const outputs = outs.flatMap((id) => snapshot.graph.nodes.find((node) => node.id === id) ?? []);
  const values = outputs.map((node) => {
    const words = describeNode(snapshot.graph, node, snapshot.nodes.get(node.id)).split(", ").slice(2);
    return `${spokenName(node)} ${words.join(", ")}`;
  });
  const label = `group ${groupLabel(group)}, closed, ${members.length} nodes`;
  return `${[label, ...values.slice(0, 2)].join(", ")}. Press Enter to open it.`;
}
