import { X } from "lucide-react";
import { lazy, Suspense } from "react";
import { useDocument } from "../document/store.ts";
import { useLive } from "../engine/live.ts";
import { graphProblems } from "../engine/snapshot.ts";
import { IconButton } from "../ui/Button.tsx";
import { Splitter } from "../ui/Splitter.tsx";
import { closeOutline, limits, useOutline } from "./open.ts";
import "./Outline.css";

const OutlineTree = lazy(() =>
  import("./OutlineTree.tsx").then((module) => ({ default: module.OutlineTree })),
);

/** The graph as a tree that is walked, built and read without a mouse. */
export function OutlinePanel() {
  const { open, size } = useOutline();
  const key = useDocument((state) => state.key);
  if (!open) return null;
  return (
    <aside
      className="sidePanel outlinePanel"
      aria-label="Outline of the graph"
      style={{ width: size }}
      data-testid="outline"
    >
      <Splitter
        label="Width of the outline"
        edge="left"
        size={size}
        {...limits}
        onResize={(next) => useOutline.setState({ size: next })}
      />
      <header className="sidePanel-head">
        <h2>Outline</h2>
        <IconButton label="Fold the outline" keys="O" data-testid="fold-outline" onClick={closeOutline}>
          <X size={15} />
        </IconButton>
      </header>
      <WholeGraph />
      <Suspense>
        <OutlineTree key={key} />
      </Suspense>
    </aside>
  );
}

/** What concerns no single node: problems of the graph, and what to do with an empty one. */
function WholeGraph() {
  const empty = useDocument((state) => state.graph.nodes.length === 0);
  const problems = graphProblems(useLive());
  return (
    <>
      {problems.map((problem) => (
        <p key={problem.message} className="outline-problem">
          {problem.message}
        </p>
      ))}
      {empty && (
        <p className="outline-empty">
          The graph is empty. Press <kbd>/</kbd> and type what to add: an input, a parameter, an operation.
        </p>
      )}
    </>
  );
}
