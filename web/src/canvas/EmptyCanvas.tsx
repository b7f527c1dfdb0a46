import { useDocument } from "../document/store.ts";

/** What to do with an empty canvas. */
export function EmptyCanvas() {
  const empty = useDocument((state) => state.graph.nodes.length === 0);
  if (!empty) return null;
  return (
    <div className="emptyCanvas" data-testid="empty-canvas">
      <p className="emptyCanvas-title">An empty graph</p>
      <p>
        Drag an operation here from the palette, or press <kbd>/</kbd> and type its name.
      </p>
      <p>Or open an example from the menu above.</p>
    </div>
  );
}
