import type { CSSProperties } from "react";
import type { DataPreview } from "../../engine/datasets.ts";
import { classToken } from "./marks.ts";
import { axesOf } from "./plane.ts";
import { useTool } from "./pointEditing.ts";

/** What a press on the picture does: show the example there, or draw another. */
export function PointTools({ preview }: { preview: DataPreview }) {
  const tool = useTool((state) => state.tool);
  const axes = axesOf(preview);
  const inputs = preview.variables.filter(({ label }) => !label).length;
  if (!axes || inputs > 2) return null;
  const curve = axes.a === axes.b;
  const classes = preview.variables[axes.label]?.classes ?? [];
  if (!curve && classes.length === 0) return null;
  const tools = curve
    ? [{ tool: 0, label: "Draw points", token: "data" }]
    : classes.map((name, i) => ({ tool: i, label: `Draw ${name}`, token: classToken(i) }));
  return (
    <fieldset className="pointTools" aria-label="A press on the picture">
      <button type="button" aria-pressed={tool === "show"} onClick={() => useTool.setState({ tool: "show" })}>
        Pick
      </button>
      {tools.map((one) => (
        <button
          key={one.tool}
          type="button"
          aria-pressed={tool === one.tool}
          data-testid={`draw-${one.tool}`}
          style={{ "--tone": `var(--${one.token})` } as CSSProperties}
          className="pointTools-draw"
          onClick={() => useTool.setState({ tool: one.tool })}
        >
          {one.label}
        </button>
      ))}
    </fieldset>
  );
}
