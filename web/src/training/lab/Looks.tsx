import { Tabs } from "radix-ui";
import { useEffect, useState } from "react";
import { HistogramsView, type NodeHistogram } from "./HistogramsView.tsx";
import { LandscapeView } from "./LandscapeView.tsx";
import { watch } from "./lab.ts";
import { NormsView } from "./NormsView.tsx";
import { ParameterTable } from "./ParameterTable.tsx";
import { useLab } from "./state.ts";
import { UnitsView } from "./UnitsView.tsx";
import { WeightsView } from "./WeightsView.tsx";
import "./Looks.css";

const tabs = [
  { id: "units", label: "Units" },
  { id: "weights", label: "Weights" },
  { id: "parameters", label: "Numbers" },
  { id: "norms", label: "Norms" },
  { id: "histograms", label: "Spread" },
  { id: "landscape", label: "Loss" },
] as const;

type Tab = (typeof tabs)[number]["id"];

/** A look inside the run, one view at a time; only what is looked at is computed. */
export function Looks() {
  const [tab, setTab] = useState<Tab>("units");
  const histograms = useLab((lab) => lab.frame?.histograms ?? null);
  useEffect(() => {
    watch({
      table: tab === "parameters",
      norms: tab === "norms",
      weights: tab === "weights",
      histograms: tab === "histograms" || tab === "units" ? 24 : 0,
    });
    return () => watch({ table: false, norms: false, weights: false, histograms: 0 });
  }, [tab]);
  const nodes = histograms ? (JSON.parse(histograms) as NodeHistogram[]) : [];
  return (
    <Tabs.Root className="looks" value={tab} onValueChange={(next) => setTab(next as Tab)}>
      <Tabs.List className="looks-tabs" aria-label="A look inside">
        {tabs.map(({ id, label }) => (
          <Tabs.Trigger key={id} value={id} className="looks-tab" data-testid={`look-${id}`}>
            {label}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Tabs.Content value={tab} className="looks-body" tabIndex={-1}>
        {tab === "units" && <UnitsView nodes={nodes} />}
        {tab === "weights" && <WeightsView />}
        {tab === "parameters" && <ParameterTable />}
        {tab === "norms" && <NormsView />}
        {tab === "histograms" && <HistogramsView nodes={nodes} />}
        {tab === "landscape" && <LandscapeView />}
      </Tabs.Content>
    </Tabs.Root>
  );
}
