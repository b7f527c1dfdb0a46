import { ChevronDown, Download, History, Link } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { exports } from "../../engine/exports.ts";
import { modelPath } from "../../server/runs.ts";
import { trainingProgress } from "../../server/trainings.ts";
import { announce } from "../../ui/announce.tsx";
import { Button } from "../../ui/Button.tsx";
import { useMicroscope } from "../microscope/state.ts";
import { type OwnRun, ownRuns } from "../ownRuns.ts";
import { openRun, runLink } from "../runAddress.ts";

/** Forms of a graph that hold no weights are no trained models. */
const WITHOUT_WEIGHTS = new Set(["latex", "mermaid", "dot"]);

/** The trained graph in the form of another tool; of the checkpoint that is looked at, else of the last. */
export function DownloadMenu({ run }: { run: string }) {
  const step = useMicroscope((state) => (state.run === run ? state.step : null));
  const forms = exports.filter(({ id }) => !WITHOUT_WEIGHTS.has(id));
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="button" data-testid="download-model">
        <Download size={14} aria-hidden="true" />
        Download
        <ChevronDown size={14} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu" align="end" sideOffset={6}>
        <DropdownMenu.Label className="menu-label">
          The trained graph{step === null ? "" : `, at step ${step}`}
        </DropdownMenu.Label>
        {[...forms, { id: "document", label: "Graph with its weights (JSON)" }].map(({ id, label }) => (
          <DropdownMenu.Item key={id} className="menu-item" data-model={id} asChild>
            <a href={modelPath(run, id, step ?? undefined)} download>
              {label}
            </a>
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}

export function LinkButton({ run }: { run: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <Button
      data-testid="copy-run-link"
      title={runLink(run)}
      onClick={() => {
        void navigator.clipboard.writeText(runLink(run)).then(() => {
          setCopied(true);
          announce("The link of the run is copied.");
          setTimeout(() => setCopied(false), 2000);
        });
      }}
    >
      <Link size={14} aria-hidden="true" />
      {copied ? "Copied" : "Copy link"}
    </Button>
  );
}

interface Listed extends OwnRun {
  /** In a word; empty until the server has answered. */
  state: string;
}

/** The runs that were started in this browser. */
export function RunsMenu({ current }: { current: string | null }) {
  const [runs, setRuns] = useState<Listed[]>([]);
  const load = () => {
    const own = ownRuns().slice(0, 12);
    setRuns(own.map((run) => ({ ...run, state: "" })));
    for (const { id } of own) {
      const tell = (state: string) =>
        setRuns((all) => all.map((run) => (run.id === id ? { ...run, state } : run)));
      trainingProgress(id)
        .then(({ state, testAccuracy }) =>
          tell(testAccuracy === null ? state : `${(testAccuracy * 100).toFixed(2)}%`),
        )
        .catch(() => tell("gone"));
    }
  };
  return (
    <DropdownMenu.Root modal={false} onOpenChange={(open) => open && load()}>
      <DropdownMenu.Trigger className="button" data-testid="own-runs">
        <History size={14} aria-hidden="true" />
        Runs
        <ChevronDown size={14} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu" align="end" sideOffset={6}>
        <DropdownMenu.Label className="menu-label">Started in this browser</DropdownMenu.Label>
        {runs.length === 0 && <p className="menu-label">None yet.</p>}
        {runs.map(({ id, title, startedAt, state }) => (
          <DropdownMenu.Item
            key={id}
            className="menu-item runsMenu-item"
            data-run={id}
            disabled={id === current}
            onSelect={() => void openRun(id)}
          >
            <span>{title || "Untitled"}</span>
            <span className="numeric">
              {new Date(startedAt).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}
            </span>
            <span className="numeric">{state}</span>
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
