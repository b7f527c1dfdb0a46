import { useEffect, useRef } from "react";
import { useTheme } from "../../ui/theme.ts";
import { SIDE } from "../pixels.ts";

interface DigitImageProps {
  /** A number a pixel, 28 by 28. */
  pixels: ArrayLike<number>;
  /** What a pixel is divided by to lie between 0 and 1. */
  scale?: number;
  /** What it shows, where the text around it does not say so. */
  label?: string;
}

/** A small picture in the ink of the page. */
export function DigitImage({ pixels, scale = 255, label }: DigitImageProps) {
  const place = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the ink's colour is the theme's.
  useEffect(() => {
    const context = place.current?.getContext("2d");
    if (!context) return;
    const image = context.createImageData(SIDE, SIDE);
    for (let i = 0; i < SIDE * SIDE; i++) image.data[4 * i + 3] = ((pixels[i] ?? 0) / scale) * 255;
    context.globalCompositeOperation = "source-over";
    context.putImageData(image, 0, 0);
    context.globalCompositeOperation = "source-in";
    context.fillStyle = getComputedStyle(context.canvas).getPropertyValue("--ink").trim();
    context.fillRect(0, 0, SIDE, SIDE);
  }, [pixels, scale, theme]);

  return (
    <canvas
      ref={place}
      className="digitImage"
      width={SIDE}
      height={SIDE}
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    />
  );
}
