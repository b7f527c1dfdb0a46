import { Search, X } from "lucide-react";
import { useMemo, useState } from "react";
import type { Position } from "../document/types.ts";
import { catalogue, type Op } from "../engine/catalogue.ts";
import { PaletteItem } from "./PaletteItem.tsx";
import { searchOps } from "./search.ts";
import "./Palette.css";

export interface PaletteProps {
  /** Puts an op at a point of the window, or with null in the middle of the canvas. */
  onPlace(op: Op, client: Position | null): void;
}

/** Every operation of the catalogue, grouped; searched, dragged onto the canvas, or clicked. */
export function Palette({ onPlace }: PaletteProps) {
  const [query, setQuery] = useState("");
  const found = useMemo(() => searchOps(query), [query]);
  const groups =
    query.trim() === ""
      ? catalogue.categories.map((category) => ({
          label: category.label,
          ops: found.filter((op) => op.category === category.id),
        }))
      : [{ label: found.length > 0 ? "Found" : "", ops: found }];
  const [first] = found;

  return (
    <div className="palette" data-testid="palette">
      <div className="palette-search">
        <Search size={14} aria-hidden="true" />
        <input
          type="search"
          aria-label="Search the operations"
          placeholder="Search operations"
          data-testid="palette-search"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && first && query.trim() !== "") onPlace(first, null);
            if (event.key === "Escape") setQuery("");
          }}
        />
        {query !== "" && (
          <button type="button" aria-label="Clear the search" onClick={() => setQuery("")}>
            <X size={13} />
          </button>
        )}
      </div>
      <div className="palette-list">
        {groups
          .filter((group) => group.ops.length > 0)
          .map((group) => (
            <section key={group.label} aria-label={group.label}>
              <h2>{group.label}</h2>
              {group.ops.map((op) => (
                <PaletteItem key={op.id} op={op} onPlace={onPlace} />
              ))}
            </section>
          ))}
        <a className="palette-reference" href="/docs" target="_blank" rel="noreferrer">
          All operations explained
        </a>
        {found.length === 0 && (
          <p className="palette-none">
            No operation is called “{query.trim()}”. Try a symbol, or a word like “product”.
          </p>
        )}
      </div>
    </div>
  );
}
