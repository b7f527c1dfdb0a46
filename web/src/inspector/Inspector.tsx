import { groupOf } from "../document/grouping.ts";
import { selectedNodes, selectedWires, useSelection } from "../document/selection.ts";
import { useDocument } from "../document/store.ts";
import { GraphInspector } from "./GraphInspector.tsx";
import { GroupInspector } from "./GroupInspector.tsx";
import { NodeInspector } from "./NodeInspector.tsx";
import { WireInspector } from "./WireInspector.tsx";
import "./Inspector.css";

/** What is selected, in full: a node, a wire, or else the graph. */
export function Inspector() {
  const graph = useDocument((state) => state.graph);
  const selection = useSelection();
  const nodes = selectedNodes(graph, selection);
  const wires = selectedWires(graph, selection);
  const [node] = nodes;
  const group = nodes.length > 1 ? groupOf(graph, selection.nodes) : null;
  const [wire] = wires;
  return (
    <div className="inspector" data-testid="inspector">
      {nodes.length === 1 && node ? (
        <NodeInspector key={node.id} node={node} />
      ) : nodes.length === 0 && wires.length === 1 && wire ? (
        <WireInspector wire={wire} />
      ) : group ? (
        <GroupInspector key={group.id} group={group} />
      ) : nodes.length > 1 ? (
        <p className="inspector-several">
          {nodes.length} nodes are selected. Drag them together, duplicate them with Ctrl+D, or press Delete.
        </p>
      ) : (
        <GraphInspector />
      )}
    </div>
  );
}
