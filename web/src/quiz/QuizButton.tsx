import { EyeOff } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useRef } from "react";
import { endQuiz, useAsking } from "../engine/asking.ts";
import { Tip } from "../ui/Button.tsx";
import { begin, choices } from "./choices.ts";
import "./Quiz.css";

/** Covers figures of the graph, so that the person can say them. */
export function QuizButton() {
  const byPointer = useRef(false);
  const on = useAsking((asking) => asking.covered.size > 0);
  return (
    <DropdownMenu.Root modal={false}>
      <Tip text="Quiz yourself">
        <DropdownMenu.Trigger
          className="iconButton"
          aria-label="Quiz yourself"
          data-testid="quiz"
          onPointerDown={() => {
            byPointer.current = true;
          }}
          onKeyDown={() => {
            byPointer.current = false;
          }}
        >
          <EyeOff size={16} />
        </DropdownMenu.Trigger>
      </Tip>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu"
          align="end"
          sideOffset={6}
          collisionPadding={8}
          // After a click the button does not take the focus back: its tip would stay open.
          onCloseAutoFocus={(event) => byPointer.current && event.preventDefault()}
        >
          <DropdownMenu.Label className="menu-label">Cover, and say them yourself</DropdownMenu.Label>
          {choices.map(({ id, label, note, figures }) => (
            <DropdownMenu.Item key={id} className="menu-item" data-cover={id} onSelect={() => begin(figures)}>
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
