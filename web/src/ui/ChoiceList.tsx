import { Ban, Check } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import "./ChoiceList.css";
import "./Popover.css";

export interface Choice {
  id: string;
  label: ReactNode;
  /** The label as plain text: what typing its first letters looks for. */
  text: string;
  note?: string | undefined;
  /** Why it cannot be chosen. It is listed all the same, so that the reason can be read. */
  refused?: string | undefined;
}

interface ChoiceListProps {
  label: string;
  choices: readonly Choice[];
  /** What holds now. */
  current?: string | undefined;
  onChoose(id: string): void;
}

/** A list to choose one of: arrow keys, first letters, Enter. It takes the keyboard when it appears. */
export function ChoiceList({ label, choices, current, onChoose }: ChoiceListProps) {
  const place = useRef<HTMLDivElement>(null);
  const id = useId();
  const [active, setActive] = useState(() => {
    const at = choices.findIndex((choice) => choice.id === current);
    return at >= 0 ? at : Math.max(0, firstFitting(choices));
  });
  const typed = useRef({ text: "", at: 0 });

  useEffect(() => place.current?.focus(), []);
  useEffect(() => {
    place.current?.querySelector(`[data-index="${active}"]`)?.scrollIntoView({ block: "nearest" });
  }, [active]);

  const choose = (choice: Choice | undefined) => {
    if (choice && !choice.refused) onChoose(choice.id);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const last = choices.length - 1;
    if (event.key === "ArrowDown") setActive((at) => Math.min(last, at + 1));
    else if (event.key === "ArrowUp") setActive((at) => Math.max(0, at - 1));
    else if (event.key === "Home") setActive(0);
    else if (event.key === "End") setActive(last);
    else if (event.key === "Enter" || event.key === " ") choose(choices[active]);
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const before = event.timeStamp - typed.current.at < 700 ? typed.current.text : "";
      typed.current = { text: before + event.key.toLowerCase(), at: event.timeStamp };
      const found = choices.findIndex((choice) => choice.text.toLowerCase().startsWith(typed.current.text));
      if (found >= 0) setActive(found);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={place}
      className="choiceList"
      role="listbox"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={choices[active] && `${id}-${active}`}
      data-testid="choices"
      onKeyDown={onKeyDown}
    >
      {choices.map((choice, i) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the list, which keeps the focus.
        <div
          key={choice.id}
          id={`${id}-${i}`}
          role="option"
          tabIndex={-1}
          aria-selected={choice.id === current}
          aria-disabled={choice.refused !== undefined}
          className="choiceList-option"
          data-active={i === active || undefined}
          data-index={i}
          data-choice={choice.id}
          onPointerMove={() => setActive(i)}
          onClick={() => choose(choice)}
        >
          <span className="choiceList-mark" aria-hidden="true">
            {choice.refused ? <Ban size={13} /> : choice.id === current ? <Check size={14} /> : null}
          </span>
          <span className="choiceList-label">{choice.label}</span>
          {choice.note && <span className="choiceList-note">{choice.note}</span>}
          {choice.refused && <span className="choiceList-reason">Does not fit: {choice.refused}</span>}
        </div>
      ))}
    </div>
  );
}

function firstFitting(choices: readonly Choice[]): number {
  return choices.findIndex((choice) => !choice.refused);
}
