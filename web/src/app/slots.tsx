import { ChartColumn, Dices, GraduationCap, Grid3x3, PencilLine, Route, TrendingDown } from "lucide-react";
import { type ComponentType, lazy, type ReactNode } from "react";
import { useAsking } from "../engine/asking.ts";
import { useOverlay } from "../engine/overlay.ts";
import { useDraft } from "../lessons/draft.ts";
import { LessonsButton } from "../lessons/LessonsButton.tsx";
import { useTaking } from "../lessons/taking.ts";
import { OutlineButton } from "../outline/OutlineButton.tsx";
import { useOutline } from "../outline/open.ts";
import { QuizButton } from "../quiz/QuizButton.tsx";
import { ArrivalNote } from "../share/ArrivalNote.tsx";
import { LinkNote } from "../share/LinkNote.tsx";
import { Player } from "../steps/Player.tsx";
import { usePlayer } from "../steps/player.ts";
import { StepsButton } from "../steps/StepsButton.tsx";
import { useTextPanel } from "../text/open.ts";
import { TextButton } from "../text/TextButton.tsx";
import { useRunAddress } from "../training/runAddress.ts";
import { useRun } from "../training/serverRun.ts";
import { TrainingStatus } from "../training/TrainingStatus.tsx";
import { offers, type PanelId, type Visit } from "../ui/visit.ts";
import { later } from "./later.tsx";
import { PresentButton } from "./PresentButton.tsx";
import { UpdateNote } from "./UpdateNote.tsx";

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

const ShareButton = lazy(() =>
  import("../share/ShareButton.tsx").then((module) => ({ default: module.ShareButton })),
);

const LedgerPanel = lazy(() =>
  import("../ledger/LedgerPanel.tsx").then((module) => ({ default: module.LedgerPanel })),
);

const JacobianPanel = lazy(() =>
  import("../microscope/JacobianPanel.tsx").then((module) => ({ default: module.JacobianPanel })),
);

const DescentPanel = lazy(() =>
  import("../descent/DescentPanel.tsx").then((module) => ({ default: module.DescentPanel })),
);

const ModelPanel = lazy(() =>
  import("../descent/ModelPanel.tsx").then((module) => ({ default: module.ModelPanel })),
);

const QuizNote = later(
  () => useAsking((asking) => asking.covered.size > 0),
  () => import("../quiz/QuizNote.tsx").then((module) => module.QuizNote),
);

const LessonPanel = later(
  () => useTaking((state) => state.taken !== null),
  () => import("../lessons/LessonPanel.tsx").then((module) => module.LessonPanel),
);

const DraftPanel = later(
  () => useDraft((state) => state.open),
  () => import("../lessons/DraftPanel.tsx").then((module) => module.DraftPanel),
);

const StepsPanel = later(
  () => usePlayer((player) => player.walk !== null),
  () => import("../steps/StepsPanel.tsx").then((module) => module.StepsPanel),
);

const OutlinePanel = later(
  () => useOutline((state) => state.open),
  () => import("../outline/OutlinePanel.tsx").then((module) => module.OutlinePanel),
);

const TextPanel = later(
  () => useTextPanel((state) => state.open),
  () => import("../text/TextPanel.tsx").then((module) => module.TextPanel),
);

const ResultsPanel = lazy(() =>
  import("../training/results/ResultsPanel.tsx").then((module) => ({ default: module.ResultsPanel })),
);

const DigitPanel = lazy(() =>
  import("../training/digits/DigitPanel.tsx").then((module) => ({ default: module.DigitPanel })),
);

const RunNote = later(
  () => useRunAddress((state) => state.problem !== null),
  () => import("../training/RunNote.tsx").then((module) => module.RunNote),
);

const TrainedNote = later(
  () => useOverlay((overlay) => overlay.trained !== null),
  () => import("../training/TrainedNote.tsx").then((module) => module.TrainedNote),
);

const BatchNote = later(
  () => useOverlay((overlay) => overlay.batch !== null),
  () => import("../training/BatchNote.tsx").then((module) => module.BatchNote),
);

const MicroscopeBar = later(
  () => useRun((run) => run.phase !== "none"),
  () => import("../training/microscope/MicroscopeBar.tsx").then((module) => module.MicroscopeBar),
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
  { id: "descent", title: "Gradient descent", icon: <TrendingDown size={15} />, Panel: DescentPanel },
  { id: "model", title: "Model", icon: <Dices size={15} />, Panel: ModelPanel },
  { id: "results", title: "Results", icon: <ChartColumn size={15} />, Panel: ResultsPanel },
  { id: "digits", title: "Draw a digit", icon: <PencilLine size={15} />, Panel: DigitPanel },
  { id: "paths", title: "Paths", icon: <Route size={15} />, Panel: LedgerPanel },
  { id: "jacobian", title: "Jacobian", icon: <Grid3x3 size={15} />, Panel: JacobianPanel },
];

/** Buttons at the right end of the top bar, before the theme switch. */
export const topBarActions: readonly ComponentType[] = [
  LessonsButton,
  StepsButton,
  QuizButton,
  OutlineButton,
  TextButton,
  PresentButton,
  ShareButton,
];

/** Notes that lie over the canvas while they have something to say. */
export const canvasNotes: readonly ComponentType[] = [
  UpdateNote,
  LinkNote,
  ArrivalNote,
  RunNote,
  TrainedNote,
  BatchNote,
  QuizNote,
];

/** What floats over the lower edge of the canvas, in its middle. */
export const canvasTools: readonly ComponentType[] = [Player, MicroscopeBar];

/** Panels between the palette and the canvas; each decides whether it shows. */
export const leadingPanels: readonly ComponentType[] = [LessonPanel, DraftPanel];

/** Panels between the canvas and the inspector; each decides whether it shows. */
export const sidePanels: readonly ComponentType[] = [StepsPanel, OutlinePanel, TextPanel];

/** What of the slots a frame in another page can be given, by the id it is asked for with. */
const offered: ReadonlyMap<ComponentType, PanelId> = new Map<ComponentType, PanelId>([
  [TextPanel, "text"],
  [Player, "steps"],
  [StepsPanel, "steps"],
]);

/** The parts of a slot that belong to this visit: all of them, in a frame those that were chosen and the notes on links. */
export function shownIn(visit: Visit, slot: readonly ComponentType[]): readonly ComponentType[] {
  if (!visit.embedded) return slot;
  return slot.filter((part) => {
    const id = offered.get(part);
    return part === LinkNote || (id !== undefined && offers(visit, id));
  });
}
