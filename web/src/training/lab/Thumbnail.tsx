import { useEffect, useMemo, useRef } from "react";
import type { DataPreview } from "../../engine/datasets.ts";
import { useTheme } from "../../ui/theme.ts";
import { axesOf, boundsOf, paintPoints } from "./plane.ts";

/** A data set as a small picture. */
export function Thumbnail({ preview, size }: { preview: DataPreview; size: number }) {
  const place = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  const axes = useMemo(() => axesOf(preview), [preview]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read from the page, and the theme decides them.
  useEffect(() => {
    const canvas = place.current;
    const context = canvas?.getContext("2d");
    if (!canvas || !context || !axes) return;
    const ratio = window.devicePixelRatio || 1;
    canvas.width = canvas.height = Math.round(size * ratio);
    context.clearRect(0, 0, canvas.width, canvas.height);
    const style = getComputedStyle(canvas);
    paintPoints(context, style, preview, axes, boundsOf(preview, axes), ratio, null, 1.5);
  }, [preview, axes, size, theme]);
  return (
    <span aria-hidden="true" className="thumbnail">
      <canvas ref={place} style={{ width: size, height: size }} />
    </span>
  );
}
