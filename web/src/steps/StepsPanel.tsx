import { X } from "lucide-react";
import { lazy, Suspense } from "react";
import { IconButton } from "../ui/Button.tsx";
import { Splitter } from "../ui/Splitter.tsx";
import { CopyLatex } from "./CopyLatex.tsx";
import { useNarrow } from "./narrow.ts";
import { limits, usePlayer, useStepsPanel } from "./player.ts";
import { toolKeys } from "./toolKeys.ts";
import "./StepsPanel.css";

const Derivation = lazy(() => import("./Derivation.tsx").then((module) => ({ default: module.Derivation })));

/** The derivation beside the canvas, in step with the player. On a narrow page it lies in the player instead. */
export function StepsPanel() {
  const walk = usePlayer((player) => player.walk);
  const { open, size } = useStepsPanel();
  const narrow = useNarrow();
  if (!walk || !open || narrow) return null;
  return (
    <aside
      className="stepsPanel"
      aria-label="Steps"
      style={{ width: size }}
      data-testid="steps-panel"
      onKeyDown={toolKeys}
    >
      <Splitter
        label="Width of the steps"
        edge="left"
        size={size}
        {...limits}
        onResize={(next) => useStepsPanel.setState({ size: next })}
      />
      <header className="stepsPanel-head">
        <h2>Steps</h2>
        <CopyLatex />
        <IconButton label="Fold the steps" onClick={() => useStepsPanel.setState({ open: false })}>
          <X size={15} />
        </IconButton>
      </header>
      <Suspense>
        <Derivation walk={walk} />
      </Suspense>
    </aside>
  );
}
