import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import type { Position } from "../document/types.ts";
import { catalogue, type Op, placeable } from "../engine/catalogue.ts";
import { fitTo, type LooseEnd } from "../engine/edit.ts";
import { OpSymbol } from "./OpSymbol.tsx";
import { searchOps } from "./search.ts";
import "./Palette.css";

interface QuickAddProps {
  at: Position;
  loose?: LooseEnd | undefined;
  onPick(op: Op): void;
  onClose(): void;
}

const SIZE = { width: 300, height: 320 };

/** Type an operation's name where it shall stand; for a loose wire, only those that fit are offered. */
export function QuickAdd({ at, loose, onPick, onClose }: QuickAddProps) {
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const candidates = useMemo(() => fitTo(placeable, loose), [loose]);
  const found = useMemo(() => searchOps(query, candidates), [query, candidates]);
  const current = found[Math.min(active, found.length - 1)];

  useEffect(() => {
    list.current?.querySelector(`[data-index="${active}"]`)?.scrollIntoView({ block: "nearest" });
  }, [active]);

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "ArrowDown") setActive((index) => Math.min(found.length - 1, index + 1));
    else if (event.key === "ArrowUp") setActive((index) => Math.max(0, index - 1));
    else if (event.key === "Enter" && current) onPick(current);
    else if (event.key === "Escape" || event.key === "Tab") onClose();
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div className="quickAdd-backdrop" onPointerDown={onClose} />
      <div
        className="quickAdd"
        role="dialog"
        aria-label="Add an operation"
        data-testid="quick-add"
        style={{
          left: Math.max(8, Math.min(at.x - 20, innerWidth - SIZE.width - 8)),
          top: Math.max(8, Math.min(at.y - 20, innerHeight - SIZE.height - 8)),
          width: SIZE.width,
          maxHeight: SIZE.height,
        }}
      >
        <input
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls="quick-add-list"
          aria-activedescendant={current && `quick-add-${current.id}`}
          aria-label="Name of the operation"
          placeholder={loose ? "What does this wire go to?" : "Add an operation"}
          data-testid="quick-add-input"
          // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here.
          autoFocus
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
        <div ref={list} id="quick-add-list" className="quickAdd-list" role="listbox" aria-label="Operations">
          {found.map((op, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the field above, which keeps the focus.
            <div
              key={op.id}
              id={`quick-add-${op.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={op === current}
              className="quickAdd-option"
              data-index={index}
              data-quick-op={op.id}
              onPointerMove={() => setActive(index)}
              onClick={() => onPick(op)}
            >
              <OpSymbol op={op} />
              <span className="paletteItem-label">{op.label}</span>
              <span className="quickAdd-category">
                {catalogue.categories.find((category) => category.id === op.category)?.label}
              </span>
            </div>
          ))}
          {found.length === 0 && <p className="palette-none">No operation of that name fits here.</p>}
        </div>
      </div>
    </>
  );
}
