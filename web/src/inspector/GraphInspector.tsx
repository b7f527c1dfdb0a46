import { useDocument } from "../document/store.ts";
import { useLive } from "../engine/live.ts";
import { graphProblems } from "../engine/snapshot.ts";

/** Nothing is selected: the graph as a whole. Its nodes one by one are the outline's. */
export function GraphInspector() {
  const graph = useDocument((state) => state.graph);
  const snapshot = useLive();
  return (
    <>
      <header className="inspector-head">
        <div>
          <h2>{graph.title}</h2>
          <p>
            {graph.nodes.length} {graph.nodes.length === 1 ? "node" : "nodes"}, {graph.wires.length}{" "}
            {graph.wires.length === 1 ? "wire" : "wires"}. Select a node to see it in full; the outline (O)
            lists them all.
          </p>
        </div>
      </header>
      {graphProblems(snapshot).map((problem) => (
        <p key={problem.message} className="inspector-problem" data-testid="graph-problem">
          {problem.message}
        </p>
      ))}
    </>
  );
}
