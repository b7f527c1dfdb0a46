import { type PointerEvent, useEffect, useRef } from "react";
import { useTheme } from "../../ui/theme.ts";
import { type Ink, SIDE } from "../pixels.ts";

/** Pixels a side that are drawn on; the pen's width follows MNIST's, a tenth of the digit. */
const SIZE = 280;
const PEN = 23;

interface DigitPadProps {
  /** An image of 28 by 28 to show in place of a drawing. */
  image: Float64Array | null;
  /** Nothing is drawn or shown. */
  empty: boolean;
  onInk(ink: Ink): void;
}

/** A pad to draw a digit on, with a mouse, a finger or a pen. */
export function DigitPad({ image, empty, onInk }: DigitPadProps) {
  const place = useRef<HTMLCanvasElement>(null);
  const last = useRef<{ x: number; y: number } | null>(null);
  const drawing = useRef(false);
  const frame = useRef(0);
  const theme = useTheme();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the ink's colour is the theme's.
  useEffect(() => {
    const context = contextOf(place.current);
    if (!context) return;
    if (image) paint(context, image, inkColor(context));
    else if (empty) context.clearRect(0, 0, SIZE, SIZE);
    else recolor(context);
    if (image || empty) drawing.current = false;
  }, [image, empty, theme]);

  useEffect(() => () => cancelAnimationFrame(frame.current), []);

  const point = (event: PointerEvent | globalThis.PointerEvent) => {
    const box = place.current?.getBoundingClientRect();
    if (!box) return { x: 0, y: 0 };
    return {
      x: ((event.clientX - box.left) / box.width) * SIZE,
      y: ((event.clientY - box.top) / box.height) * SIZE,
    };
  };

  const report = () => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      const context = contextOf(place.current);
      if (context) onInk(inkOf(context));
    });
  };

  const stroke = (to: { x: number; y: number }) => {
    const context = contextOf(place.current);
    const from = last.current;
    if (!context || !from) return;
    context.strokeStyle = inkColor(context);
    context.lineWidth = PEN;
    context.lineCap = "round";
    context.lineJoin = "round";
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
    last.current = to;
  };

  return (
    <canvas
      ref={place}
      className="digitPad"
      data-testid="digit-pad"
      width={SIZE}
      height={SIZE}
      role="img"
      aria-label={
        image ? "A digit of the test examples" : "A pad: draw a digit with the mouse, a finger or a pen"
      }
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        if (!drawing.current) contextOf(event.currentTarget)?.clearRect(0, 0, SIZE, SIZE);
        drawing.current = true;
        last.current = point(event);
        stroke(last.current);
        report();
      }}
      onPointerMove={(event) => {
        if (!last.current) return;
        const steps = event.nativeEvent.getCoalescedEvents?.() ?? [];
        for (const step of steps.length > 0 ? steps : [event.nativeEvent]) stroke(point(step));
        report();
      }}
      onPointerUp={() => {
        last.current = null;
      }}
      onPointerCancel={() => {
        last.current = null;
      }}
    />
  );
}

function contextOf(canvas: HTMLCanvasElement | null): CanvasRenderingContext2D | null {
  return canvas?.getContext("2d", { willReadFrequently: true }) ?? null;
}

function inkColor(context: CanvasRenderingContext2D): string {
  return getComputedStyle(context.canvas).getPropertyValue("--ink").trim();
}

function inkOf(context: CanvasRenderingContext2D): Ink {
  const { data } = context.getImageData(0, 0, SIZE, SIZE);
  const ink = new Float32Array(SIZE * SIZE);
  for (let i = 0; i < ink.length; i++) ink[i] = (data[4 * i + 3] ?? 0) / 255;
  return { width: SIZE, height: SIZE, data: ink };
}

function paint(context: CanvasRenderingContext2D, image: Float64Array, color: string): void {
  const cell = SIZE / SIDE;
  context.clearRect(0, 0, SIZE, SIZE);
  context.fillStyle = color;
  image.forEach((value, i) => {
    if (value <= 0) return;
    context.globalAlpha = value;
    context.fillRect((i % SIDE) * cell, Math.floor(i / SIDE) * cell, cell, cell);
  });
  context.globalAlpha = 1;
}

function recolor(context: CanvasRenderingContext2D): void {
  context.globalCompositeOperation = "source-in";
  context.fillStyle = inkColor(context);
  context.fillRect(0, 0, SIZE, SIZE);
  context.globalCompositeOperation = "source-over";
}
