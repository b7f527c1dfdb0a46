import { EyeOff } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { cover, endQuiz, type FigureOf, useAsking } from "../engine/asking.ts";
import { useLive } from "../engine/live.ts";
import type { Snapshot } from "../engine/snapshot.ts";
import { announce } from "../ui/announce.tsx";
import { Tip } from "../ui/Button.tsx";
import { allGradients, allLocals, allValues, oneFigure, parameterGradients } from "./covering.ts";
import "./Quiz.css";

interface Choice {
  id: string;
  label: string;
  note: string;
  figures(snapshot: Snapshot): FigureOf[];
}

const choices: readonly Choice[] = [
  {
    id: "parameters",
    label: "The parameters' gradients",
    note: "What a training step needs.",
    figures: parameterGradients,
  },
  { id: "gradients", label: "All gradients", note: "The whole backward pass.", figures: allGradients },
  { id: "values", label: "All values", note: "The whole forward pass.", figures: allValues },
  { id: "locals", label: "The local derivatives", note: "One on every wire.", figures: allLocals },
  { id: "one", label: "One figure by chance", note: "", figures: (snapshot) => oneFigure(snapshot) },
];

/** Covers figures of the graph, so that the person can say them. */
export function QuizButton() {
  const on = useAsking((asking) => asking.covered.size > 0);
  return (
    <DropdownMenu.Root modal={false}>
      <Tip text="Quiz yourself">
        <DropdownMenu.Trigger className="iconButton" aria-label="Quiz yourself" data-testid="quiz">
          <EyeOff size={16} />
        </DropdownMenu.Trigger>
      </Tip>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={6} collisionPadding={8}>
          <DropdownMenu.Label className="menu-label">Cover, and say them yourself</DropdownMenu.Label>
          {choices.map(({ id, label, note, figures }) => (
            <DropdownMenu.Item
              key={id}
              className="menu-item"
              data-cover={id}
              onSelect={() => {
                const found = figures(useLive.getState());
                cover(found);
                announce(`${found.length} covered.`);
              }}
            >
              <span>{label}</span>
              {note && <span className="menu-note">{note}</span>}
            </DropdownMenu.Item>
          ))}
          {on && (
            <>
              <DropdownMenu.Separator className="menu-line" />
              <DropdownMenu.Item className="menu-item" data-cover="end" onSelect={endQuiz}>
                Show everything again
              </DropdownMenu.Item>
            </>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
