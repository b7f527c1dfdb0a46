import { ToggleGroup } from "radix-ui";
import { useEffect } from "react";
import { classifierOf } from "../engine/classifier.ts";
import { useLive } from "../engine/live.ts";
import { LabPanel } from "./lab/LabPanel.tsx";
import { PIXELS } from "./pixels.ts";
import { ServerForm, ServerResult } from "./ServerTraining.tsx";
import { usePanelShown, useSettings } from "./settings.ts";
import "./Training.css";

/** The drawer's panel: where and how to train, and what became of it. */
export function TrainingPanel() {
  const snapshot = useLive();
  const classifier = classifierOf(snapshot, PIXELS);
  const chosen = useSettings((state) => state.where);
  useEffect(() => {
    usePanelShown.setState({ shown: true });
    return () => usePanelShown.setState({ shown: false });
  }, []);
  const where = chosen === "auto" ? (classifier ? "server" : "here") : chosen;
  const choice = (
    <ToggleGroup.Root
      type="single"
      className="segments"
      aria-label="Where to train"
      value={where}
      onValueChange={(next) => {
        if (next === "here" || next === "server") useSettings.setState({ where: next });
      }}
    >
      <ToggleGroup.Item className="segment" value="here" data-testid="train-where-here">
        Here
      </ToggleGroup.Item>
      <ToggleGroup.Item className="segment" value="server" data-testid="train-where-server">
        On the server
      </ToggleGroup.Item>
    </ToggleGroup.Root>
  );
  if (where === "here") return <LabPanel where={choice} />;
  return (
    <div className="training" data-testid="training">
      <section className="training-form" aria-label="How to train">
        {choice}
        <ServerForm />
      </section>
      <section className="training-result" aria-label="What became of it">
        <ServerResult />
      </section>
    </div>
  );
}
