import { useEffect, useMemo, useRef, useState } from "react";
import { describeNode } from "../engine/edit.ts";
import { useLive } from "../engine/live.ts";
import type { Snapshot } from "../engine/snapshot.ts";
import { useVeil, type Veil } from "../engine/veil.ts";
import { type NumberFormat, useNumberFormat } from "../ui/numberFormat.ts";
import type { FlowNode } from "./flow.ts";
import { groupLabel } from "./groupLabel.ts";

interface Entry {
  node: FlowNode;
  snapshot: Snapshot;
  veil: Veil;
  format: NumberFormat;
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
  const format = useNumberFormat();
  const cache = useRef(new Map<string, Entry>());
  return useMemo(() => {
    const next = new Map<string, Entry>();
    const spoken = nodes.map((node) => {
      const before = cache.current.get(node.id);
      const same = before?.snapshot === snapshot && before.veil === veil && before.format === format;
      // Where a card stands is not said.
      const text = same && before.node.data === node.data ? before.text : describe(node, snapshot, veil);
      const entry =
        before?.node === node && before.text === text
          ? same
            ? before
            : { ...before, snapshot, veil, format }
          : { node, snapshot, veil, format, text, spoken: withText(node, text, snapshot) };
      next.set(node.id, entry);
      return entry.spoken;
    });
    cache.current = next;
    return spoken;
  }, [nodes, snapshot, veil, format]);
}

function withText(node: FlowNode, text: string, snapshot: Snapshot): FlowNode {
  if (node.type === "frame") return { ...node, ariaLabel: text };
  const zIndex = snapshot.nodes.get(node.id)?.state === "problem" ? 10 : 0;
  return { ...node, ariaLabel: text, zIndex };
}

function describe(flow: FlowNode, snapshot: Snapshot, veil: Veil): string {
  if (flow.type === "op") {
    return describeNode(snapshot.graph, flow.data.node, snapshot.nodes.get(flow.id), veil);
  }
  if (flow.type === "frame") {
    const { group, members } = flow.data.open;
    return `group ${groupLabel(group)}, open, ${members.length} nodes. Press Enter to close it.`;
  }
  const { group, members, outs } = flow.data.closed;
  const outputs = outs.flatMap((id) => snapshot.graph.nodes.find((node) => node.id === id) ?? []);
  const values = outputs.map((node) => {
    return describeNode(snapshot.graph, node, snapshot.nodes.get(node.id), veil);
  });
  const label = `group ${groupLabel(group)}, closed, ${members.length} nodes`;
  return `${[label, ...values.slice(0, 2)].join(", ")}. Press Enter to open it.`;
}
