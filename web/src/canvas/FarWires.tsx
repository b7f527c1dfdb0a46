import { ViewportPortal } from "@xyflow/react";
import { memo, useMemo } from "react";
import type { FlowEdge, FlowNode } from "./flow.ts";
import { pathOf } from "./geometry.ts";
import { wireCurve } from "./wireCurve.ts";

/** So many wires are one line to draw: those of the others stay as they are while a few move. */
const BUNDLE = 64;

/** The wires of a large graph that is seen from afar, as bare lines: there is nothing to read on them or to grasp. */
export function FarWires({ nodes, edges }: { nodes: readonly FlowNode[]; edges: readonly FlowEdge[] }) {
  const bundles = useMemo(() => {
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const lines: string[] = [];
    edges.forEach((edge, i) => {
      const source = byId.get(edge.source);
      const target = byId.get(edge.target);
      const bundle = Math.floor(i / BUNDLE);
      const line = source && target ? pathOf(wireCurve(source, target, edge)) : "";
      lines[bundle] = (lines[bundle] ?? "") + line;
    });
    return lines;
  }, [nodes, edges]);
  return (
    <ViewportPortal>
      {bundles.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a bundle is its place in the list.
        <Bundle key={i} line={line} />
      ))}
    </ViewportPortal>
  );
}

const Bundle = memo(function Bundle({ line }: { line: string }) {
  return (
    <svg className="farWires" aria-hidden="true">
      <path d={line} />
    </svg>
  );
});
