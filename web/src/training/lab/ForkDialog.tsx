import { Popover } from "radix-ui";
import { type ReactNode, useState } from "react";
import type { Offer } from "../../engine/datasets.ts";
import { Button } from "../../ui/Button.tsx";
import type { TrainingHow } from "../how.ts";
import { SettingsForm } from "../SettingsForm.tsx";
import { fork, MOST_RUNS } from "./lab.ts";
import { useLab } from "./state.ts";

/** Asks how a fork is to differ: the same parameters and the same order of the examples, other settings. */
export function ForkDialog({ offer, children }: { offer: Offer; children: ReactNode }) {
  const { runs, current } = useLab();
  const run = runs[current];
  const [draft, setDraft] = useState<TrainingHow | null>(null);
  if (!run) return null;
  const settings = draft ?? run.settings;
  return (
    <Popover.Root open={draft !== null} onOpenChange={(open) => setDraft(open ? run.settings : null)}>
      <Popover.Trigger asChild>{children}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="forkDialog" side="top" sideOffset={8} collisionPadding={12}>
          <p className="forkDialog-head">
            From step <b className="numeric">{run.cursor}</b> of run {run.name}: the same parameters, the same
            order of the examples.
          </p>
          {runs.length >= MOST_RUNS ? (
            <p>There are {MOST_RUNS} runs already. Go back to the beginning to compare others.</p>
          ) : (
            <>
              <SettingsForm
                offer={offer}
                settings={settings}
                onChange={(change) => setDraft({ ...settings, ...change })}
              />
              <Button
                kind="primary"
                data-testid="fork-now"
                onClick={() => {
                  setDraft(null);
                  void fork(settings);
                }}
              >
                Fork the run
              </Button>
            </>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
