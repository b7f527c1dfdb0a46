import { useNodeView, useWireView } from "../engine/live.ts";
import { useCover } from "../engine/veil.ts";
import { useNumberFormat } from "../ui/numberFormat.ts";
import { useDisplay } from "./display.ts";
import { textBox } from "./figurePlaces.ts";
import { figure, valueText } from "./figureText.ts";
import type { Curve } from "./geometry.ts";
import { useFigurePlace } from "./places.ts";

interface WireFiguresProps {
  id: string;
  source: string;
  curve: Curve;
  /** Shown in the middle even where that hides something: the person looks at this wire. */
  insist: boolean;
}

/** The value that flows along a wire, above it, and the gradient that flows back, below it. */
export function WireFigures({ id, source, curve, insist }: WireFiguresProps) {
  useNumberFormat();
  const view = useNodeView(source);
  const contribution = useWireView(id)?.contribution ?? null;
  const shapes = useDisplay((display) => display.shapes);
  const hasValue = useCover("value", source) === "shown";
  const hasGradient = useCover("contribution", id) === "shown";
  const value = hasValue || shapes ? valueText(view?.value ?? null, view?.shape ?? null, shapes) : "";
  const gradient = hasGradient && contribution?.shape.length === 0 ? figure(contribution) : "";
  const places = useFigurePlace(id);
  const middle = (side: "above" | "below", text: string) => {
    const { x, y, width, height } = textBox(curve, 0.5, text.length, side);
    return { x: x + width / 2, y: y + height / 2 };
  };
  const above = places?.above ?? (insist ? middle("above", value) : null);
  const below = places?.below ?? (insist ? middle("below", gradient) : null);
  return (
    <g className="wire-figures numeric">
      {value && above && (
        <text className="wire-value" {...above} data-testid="wire-value">
          {value}
        </text>
      )}
      {gradient && below && (
        <text className="wire-gradient" {...below} data-testid="wire-gradient">
          {gradient}
        </text>
      )}
    </g>
  );
}
