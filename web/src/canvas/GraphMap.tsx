import { MiniMap } from "@xyflow/react";
import { opOf } from "../engine/catalogue.ts";
import { useDisplay } from "./display.ts";
import type { FlowNode } from "./flow.ts";

/** The whole graph in small, coloured by the parts that nodes play; dragging it moves the view. */
export function GraphMap() {
  const shown = useDisplay((display) => display.minimap);
  if (!shown) return null;
  return (
    <MiniMap<FlowNode>
      className="graphMap"
      ariaLabel="Map of the graph"
      pannable
      zoomable
      position="bottom-right"
      nodeColor={colour}
      nodeStrokeWidth={0}
      nodeBorderRadius={14}
      maskColor="var(--map-mask)"
      bgColor="var(--surface)"
    />
  );
}

function colour(node: FlowNode): string {
  if (node.type === "frame") return "var(--surface-active)";
  const role = node.type === "op" ? opOf(node.data.node.op)?.role : undefined;
  if (role === "parameter") return "var(--parameter)";
  if (role === "input" || role === "label") return "var(--data)";
  return role === "loss" ? "var(--backward)" : "var(--ink-faint)";
}
