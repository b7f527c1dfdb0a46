import { Eye } from "lucide-react";
import type { ReactNode } from "react";
import { cover, openQuestion, useSettled } from "../engine/asking.ts";
import { type Figure, figureKey, useCover, useVeil } from "../engine/veil.ts";
import { AskChip } from "../ui/AskChip.tsx";
import { Tip } from "../ui/Button.tsx";

interface FigureSectionProps {
  title: string;
  figure: Figure;
  id: string;
  /** What the figure is, in words: "gradient of w2". */
  label: string;
  children: ReactNode;
}

/** A figure with its heading; it can be covered here, and while it is, the question stands in its place. */
export function FigureSection({ title, figure, id, label, children }: FigureSectionProps) {
  const state = useCover(figure, id);
  // A pass that is stepped through has not come here yet; anything else is held back on purpose.
  const unreached = useVeil(({ reached }) => reached !== null && !reached.has(figureKey(figure, id)));
  const right = useSettled(figure, id) === "right";
  const tone = figure === "value" || figure === "local" ? "forward" : "backward";
  return (
    <section className="inspector-section">
      <h3 className="figureSection-head">
        {title}
        {state === "shown" && (
          <Tip text={right ? "Cover it again" : "Cover it, and say it yourself"}>
            <button
              type="button"
              className="figureSection-cover"
              aria-label={`Cover the ${label}`}
              data-testid={`cover-${figure}`}
              onClick={() => cover([{ figure, id }])}
            >
              <Eye size={14} />
            </button>
          </Tip>
        )}
      </h3>
      {state === "shown" ? (
        children
      ) : state === "asked" ? (
        <AskChip label={label} tone={tone} onOpen={(anchor) => openQuestion({ figure, id, anchor })} />
      ) : (
        <p className="inspector-note" data-testid="held">
          {unreached ? "Not computed yet." : "Held back: it would give away what is asked for."}
        </p>
      )}
    </section>
  );
}
