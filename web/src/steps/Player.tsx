import { Play } from "lucide-react";
import { lazy, Suspense } from "react";
import { useDocument } from "../document/store.ts";
import { togglePlayer, usePlayer } from "./player.ts";
import "./StepsPill.css";

const OpenPlayer = lazy(() => import("./OpenPlayer.tsx").then((module) => ({ default: module.OpenPlayer })));

/** Steps through the passes over the lower middle of the canvas; while it is closed, a small invitation. */
export function Player() {
  const walk = usePlayer((player) => player.walk);
  const empty = useDocument((state) => state.graph.nodes.length === 0);
  if (walk) {
    return (
      <Suspense>
        <OpenPlayer walk={walk} />
      </Suspense>
    );
  }
  if (empty) return null;
  return (
    <button type="button" className="stepsPill" data-testid="steps-pill" onClick={togglePlayer}>
      <Play size={12} aria-hidden="true" />
      Step through the passes
      <kbd>P</kbd>
    </button>
  );
}
