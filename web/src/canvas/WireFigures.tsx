import { useNodeView, useWireView } from "../engine/live.ts";
import type { Tensor } from "../engine/snapshot.ts";
import { useCover } from "../engine/veil.ts";
import { formatShape } from "../ui/format.ts";
import { useNumberFormat } from "../ui/numberFormat.ts";
import { textBox } from "./figurePlaces.ts";
import { figure } from "./figureText.ts";
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
  const shape = view?.shape ?? [];
  const hasValue = useCover("value", source) === "shown";
  const hasGradient = useCover("contribution", id) === "shown";
  const value = hasValue ? textOf(view?.value ?? null, shape) : "";
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

function textOf(value: Tensor | null, shape: readonly number[]): string {
  if (value) return figure(value);
  return shape.length > 0 ? formatShape(shape) : "";
}
