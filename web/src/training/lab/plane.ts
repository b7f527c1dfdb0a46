import type { DataPreview } from "../../engine/datasets.ts";
import type { Grid } from "../../engine/training.ts";
import { classToken, drawMark, rgb } from "./marks.ts";

/** What part of the data a picture shows: the bounds of its axes. */
export interface Frame2 {
  left: number;
  right: number;
  low: number;
  high: number;
}

export interface Axes {
  /** The columns across and up; up is the label where there is one input. */
  across: number;
  up: number;
  /** The same as indices among the inputs. */
  a: number;
  b: number;
  label: number;
  /** How many classes the label names; 0 where it is a quantity. */
  classes: number;
}

/** What lies across and up in a picture of the data; null where there is nothing to lay out. */
export function axesOf(preview: DataPreview, chosen: readonly [number, number] = [0, 1]): Axes | null {
  const inputs = preview.variables.flatMap(({ label }, i) => (label ? [] : [i]));
  const label = preview.variables.findIndex((variable) => variable.label);
  const across = inputs[chosen[0]] ?? inputs[0];
  if (across === undefined || label < 0) return null;
  const classes = preview.variables[label]?.classes.length ?? 0;
  if (inputs.length === 1) return { across, up: label, a: 0, b: 0, label, classes };
  const up = inputs[chosen[1]] ?? inputs[1] ?? across;
  return { across, up, a: inputs.indexOf(across), b: inputs.indexOf(up), label, classes };
}

/** The bounds of a picture: the data with a margin. */
export function boundsOf(preview: DataPreview, axes: Axes): Frame2 {
  const range = (column: number): [number, number] => {
    const least = preview.ranges[2 * column] ?? 0;
    const most = preview.ranges[2 * column + 1] ?? 1;
    const margin = (most - least) * 0.08 || 1;
    return [least - margin, most + margin];
  };
  const [left, right] = range(axes.across);
  const [low, high] = range(axes.up);
  return { left, right, low, high };
}

export function gridOf(axes: Axes, bounds: Frame2, cells: number): Grid {
  return { a: axes.a, b: axes.b, cells, ...bounds };
}

/** Paints what a run answers at each cell; the paler, the less sure. */
export function paintField(
  context: CanvasRenderingContext2D,
  style: CSSStyleDeclaration,
  surface: Float32Array,
  cells: number,
  range: readonly [number, number],
): void {
  const image = new ImageData(cells, cells);
  const paper = rgb(style, "surface");
  const tones = [0, 1, 2, 3, 4].map((index) => rgb(style, classToken(index)));
  const middle = (range[0] + range[1]) / 2;
  const half = (range[1] - range[0]) / 2 || 1;
  for (let cell = 0; cell < cells * cells; cell++) {
    const kind = surface[2 * cell] ?? -1;
    const amount = surface[2 * cell + 1] ?? 0;
    const lean = (amount - middle) / half;
    const tone = tones[kind >= 0 ? kind % tones.length : lean > 0 ? 1 : 0] ?? paper;
    const share = kind >= 0 ? 0.1 + 0.48 * amount : 0.75 * Math.min(1, Math.abs(lean));
    // Rows come from the lower edge on, pictures from the upper.
    const at = 4 * ((cells - 1 - Math.floor(cell / cells)) * cells + (cell % cells));
    for (let part = 0; part < 3; part++)
      image.data[at + part] = (paper[part] ?? 0) * (1 - share) + (tone[part] ?? 0) * share;
    image.data[at + 3] = Number.isNaN(amount) ? 0 : 255;
  }
  const small = new OffscreenCanvas(cells, cells);
  small.getContext("2d")?.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  context.drawImage(small, 0, 0, context.canvas.width, context.canvas.height);
}

/** Draws the fitted curve of a run over one input. */
export function paintCurve(
  context: CanvasRenderingContext2D,
  style: CSSStyleDeclaration,
  surface: Float32Array,
  bounds: Frame2,
  ratio: number,
): void {
  const { width, height } = context.canvas;
  const cells = surface.length / 2;
  context.beginPath();
  for (let cell = 0; cell < cells; cell++) {
    const x = ((cell + 0.5) / cells) * width;
    const y = height - (((surface[2 * cell + 1] ?? 0) - bounds.low) / (bounds.high - bounds.low)) * height;
    if (cell === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  context.strokeStyle = style.getPropertyValue("--forward");
  context.lineWidth = 2.25 * ratio;
  context.lineJoin = "round";
  context.stroke();
}

/** Marks the examples: filled where they are trained on, hollow where they are held back. */
export function paintPoints(
  context: CanvasRenderingContext2D,
  style: CSSStyleDeclaration,
  preview: DataPreview,
  axes: Axes,
  bounds: Frame2,
  ratio: number,
  lit: number | null,
  size = 3.4,
): void {
  const { width, height } = context.canvas;
  const across = preview.columns[axes.across];
  const up = preview.columns[axes.up];
  const label = preview.columns[axes.label];
  if (!across || !up || !label) return;
  const held = new Set([...preview.validation, ...preview.test]);
  const paper = style.getPropertyValue("--surface");
  const least = preview.ranges[2 * axes.label] ?? 0;
  const most = preview.ranges[2 * axes.label + 1] ?? 1;
  for (let row = 0; row < across.length; row++) {
    const x = (((across[row] ?? 0) - bounds.left) / (bounds.right - bounds.left)) * width;
    const y = height - (((up[row] ?? 0) - bounds.low) / (bounds.high - bounds.low)) * height;
    const curve = axes.a === axes.b;
    const kind = curve
      ? 0
      : axes.classes > 0
        ? (label[row] ?? 0)
        : (label[row] ?? 0) > (least + most) / 2
          ? 1
          : 0;
    const tone = style.getPropertyValue(curve ? "--data" : `--${classToken(kind)}`);
    drawMark(context, kind, x, y, size * ratio * (row === lit ? 1.8 : 1));
    const hollow = held.has(row);
    context.fillStyle = hollow ? paper : tone;
    context.fill();
    context.strokeStyle = hollow ? tone : paper;
    context.lineWidth = (hollow ? 1.5 : 1) * ratio;
    context.stroke();
    if (row === lit) {
      context.beginPath();
      context.arc(x, y, 11 * ratio, 0, 2 * Math.PI);
      context.strokeStyle = style.getPropertyValue("--ink");
      context.lineWidth = 1.75 * ratio;
      context.stroke();
    }
  }
}
