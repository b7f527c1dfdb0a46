import { ChartColumn, GraduationCap, PencilLine } from "lucide-react";
import { type ComponentType, lazy, type ReactNode } from "react";
import { OutlineButton } from "../outline/OutlineButton.tsx";
import { OutlinePanel } from "../outline/OutlinePanel.tsx";
import { LinkNote } from "../share/LinkNote.tsx";
import { ShareButton } from "../share/ShareButton.tsx";
import { TextButton } from "../text/TextButton.tsx";
import { TextPanel } from "../text/TextPanel.tsx";
import { RunNote } from "../training/RunNote.tsx";
import { TrainedNote } from "../training/TrainedNote.tsx";
import { TrainingStatus } from "../training/TrainingStatus.tsx";

/** What stands in the drawer at the bottom: one tab a panel. */
export interface DrawerPanel {
  id: string;
  title: string;
  icon: ReactNode;
  Panel: ComponentType;
  /** What is going on there, in a word, while another panel or none is open. */
  Status?: ComponentType;
}

// Panels that open later load later.
const TrainingPanel = lazy(() =>
  import("../training/TrainingPanel.tsx").then((module) => ({ default: module.TrainingPanel })),
);

const ResultsPanel = lazy(() =>
  import("../training/results/ResultsPanel.tsx").then((module) => ({ default: module.ResultsPanel })),
);
const DigitPanel = lazy(() =>
  import("../training/digits/DigitPanel.tsx").then((module) => ({ default: module.DigitPanel })),
);
const MicroscopeBar = lazy(() =>
  import("../training/microscope/MicroscopeBar.tsx").then((module) => ({ default: module.MicroscopeBar })),
);

/** The places in the shell that features fill: one line for each. */
export const drawerPanels: readonly DrawerPanel[] = [
  {
    id: "training",
    title: "Training",
    icon: <GraduationCap size={15} />,
    Panel: TrainingPanel,
    Status: TrainingStatus,
  },
  { id: "results", title: "Results", icon: <ChartColumn size={15} />, Panel: ResultsPanel },
  { id: "digits", title: "Draw a digit", icon: <PencilLine size={15} />, Panel: DigitPanel },
];

/** Buttons at the right end of the top bar, before the theme switch. */
export const topBarActions: readonly ComponentType[] = [OutlineButton, TextButton, ShareButton];

/** Notes that lie over the canvas while they have something to say. */
export const canvasNotes: readonly ComponentType[] = [LinkNote, RunNote, TrainedNote];

/** What floats over the lower edge of the canvas, in its middle. */
export const canvasTools: readonly ComponentType[] = [MicroscopeBar];

/** Panels between the canvas and the inspector; each decides whether it shows. */
export const sidePanels: readonly ComponentType[] = [OutlinePanel, TextPanel];
