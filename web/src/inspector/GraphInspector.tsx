import { select } from "../document/selection.ts";
import { useDocument } from "../document/store.ts";
import { describeNode, spokenName } from "../engine/edit.ts";
import { useLive } from "../engine/live.ts";
import { graphProblems, type Tensor } from "../engine/snapshot.ts";
import { coverOf, type Figure, useVeil, type Veil } from "../engine/veil.ts";
import { formatNumber } from "../ui/format.ts";
import { MathName } from "../ui/MathName.tsx";
import { Section } from "./Section.tsx";

/** Nothing is selected: the graph as an outline, in the order of the forward pass, each node a button that selects it. */
export function GraphInspector() {
  const graph = useDocument((state) => state.graph);
  const snapshot = useLive();
  const veil = useVeil();
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const ordered = snapshot.order.flatMap((id) => byId.get(id) ?? []);
  const rest = graph.nodes.filter((node) => !snapshot.order.includes(node.id));
  return (
    <>
      <header className="inspector-head">
        <div>
          <h2>{graph.title}</h2>
          <p>
            {graph.nodes.length} {graph.nodes.length === 1 ? "node" : "nodes"}, {graph.wires.length}{" "}
            {graph.wires.length === 1 ? "wire" : "wires"}. Select a node to see it in full.
          </p>
        </div>
      </header>
      {graphProblems(snapshot).map((problem) => (
        <p key={problem.message} className="inspector-problem" data-testid="graph-problem">
          {problem.message}
        </p>
      ))}
      {graph.nodes.length > 0 && (
        <Section title="Outline">
          <ol className="outline">
            {[...ordered, ...rest].map((node) => {
              const view = snapshot.nodes.get(node.id);
              const value = numberOf(veil, "value", node.id, view?.value);
              const gradient = numberOf(veil, "gradient", node.id, view?.gradient);
              return (
                <li key={node.id}>
                  <button type="button" onClick={() => select([node.id])}>
                    <span className="visuallyHidden">{describeNode(graph, node, view)}</span>
                    <span className="outline-name" aria-hidden="true">
                      {node.name ? <MathName name={node.name} /> : spokenName(node)}
                    </span>
                    <span className="outline-value numeric" aria-hidden="true">
                      {value}
                    </span>
                    <span className="outline-gradient numeric" aria-hidden="true">
                      {gradient}
                    </span>
                  </button>
                </li>
              );
            })}
          </ol>
        </Section>
      )}
    </>
  );
}

/** A figure of one number in short; a question mark where it is asked for. */
function numberOf(veil: Veil, figure: Figure, id: string, tensor: Tensor | null | undefined): string {
  const [number] = tensor?.data ?? [];
  const cover = coverOf(veil, figure, id);
  if (tensor?.shape.length !== 0 || number === undefined || cover === "blank") return "";
  return cover === "asked" ? "?" : formatNumber(number);
}
