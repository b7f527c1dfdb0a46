import { useEffect, useRef, useState } from "react";
import type { Slice } from "../../engine/training.ts";
import { formatNumber } from "../../ui/format.ts";
import { useTheme } from "../../ui/theme.ts";
import { NumberField, whole } from "../Fields.tsx";
import { ChoiceField } from "../SettingFields.tsx";
import { nameOfEntry } from "./entries.ts";
import { landscape, lossAlong } from "./inside.ts";
import { LossLine } from "./LossLine.tsx";
import { rgb } from "./marks.ts";
import { useLab } from "./state.ts";

const CELLS = 25;
/** Places along a line. */
const PLACES = 61;
/** Steps of height that are told apart, as on a map. */
const BANDS = 12;

const kinds = [
  { id: "path", label: "Where it moved most" },
  { id: "random", label: "Two random directions" },
  { id: "entries", label: "Two parameters" },
  { id: "entry", label: "One parameter" },
  { id: "line", label: "One random direction" },
  { id: "downhill", label: "Straight downhill" },
] as const;

type Kind = (typeof kinds)[number]["id"];

/** The kinds that are a line, and what the engine calls them. */
const lines: Partial<Record<Kind, string>> = { entry: "entry", line: "random", downhill: "downhill" };

/** The loss around where the run stands: a map with the way that it has come, or a line with its slope. */
export function LandscapeView() {
  const [kind, setKind] = useState<Kind>("path");
  const [first, setFirst] = useState(0);
  const [second, setSecond] = useState(1);
  const [seed, setSeed] = useState(1);
  const [map, setMap] = useState<Float64Array | null>(null);
  const [slice, setSlice] = useState<Slice | null>(null);
  const line = lines[kind];
  const random = kind === "random" || kind === "line";
  const at = random ? seed : first;
  const cursor = useLab((lab) => lab.frame?.cursor ?? 0);
  const running = useLab((lab) => lab.phase === "running");
  const count = useLab((lab) => lab.frame?.parameters.length ?? 1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the map is that of the step the run stands at.
  useEffect(() => {
    if (running) return;
    let wanted = true;
    const later = setTimeout(async () => {
      const drawn = line ? await lossAlong(line, PLACES, at) : await landscape(kind, CELLS, at, second);
      if (!wanted) return;
      setMap(drawn instanceof Float64Array ? drawn : null);
      setSlice(drawn instanceof Float64Array ? null : drawn);
    }, 150);
    return () => {
      wanted = false;
      clearTimeout(later);
    };
  }, [kind, at, second, cursor, running]);
  const entry = whole(0, count - 1);
  return (
    <div className="landscape">
      <div className="landscape-along">
        <ChoiceField
          label="Along"
          testId="landscape-kind"
          value={kind}
          choices={kinds}
          onChange={(value) => setKind(value as Kind)}
        />
        {kind === "entry" && (
          <NumberField label="Entry" testId="landscape-entry" value={first} {...entry} onChange={setFirst} />
        )}
        {random && <NumberField label="Seed" value={seed} {...whole(1, 9999)} onChange={setSeed} />}
      </div>
      {kind === "entries" && (
        <div className="lab-row">
          <NumberField label="Across, entry" value={first} {...entry} onChange={setFirst} />
          <NumberField label="Up, entry" value={second} {...entry} onChange={setSecond} />
        </div>
      )}
      {map && !line && <LossMap numbers={map} />}
      {slice && line && <LossLine slice={slice} parameter={kind === "entry" ? entryName(first) : null} />}
      {running && <p className="lab-summary">It is drawn when the run stands still.</p>}
    </div>
  );
}

/** What an entry of all parameters is called: W1[0, 2]. */
function entryName(entry: number): string {
  return nameOfEntry(useLab.getState().parameters, entry);
}

function LossMap({ numbers }: { numbers: Float64Array }) {
  const place = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  const cells = numbers[0] ?? 1;
  const losses = numbers.subarray(3, 3 + cells * cells);
  const finite = losses.filter(Number.isFinite);
  const least = finite.length > 0 ? Math.min(...finite) : 0;
  const most = finite.length > 0 ? Math.max(...finite) : 1;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read from the page, and the theme decides them.
  useEffect(() => {
    const canvas = place.current;
    const context = canvas?.getContext("2d");
    if (!canvas || !context) return;
    const ratio = window.devicePixelRatio || 1;
    canvas.width = canvas.height = Math.round(canvas.clientWidth * ratio);
    const style = getComputedStyle(canvas);
    paintMap(context, style, losses, cells, [least, most]);
    paintWay(context, style, numbers, 3 + cells * cells, ratio);
  }, [numbers, theme]);

  return (
    <figure className="landscape-map">
      <canvas
        ref={place}
        role="img"
        aria-label={`Losses from ${formatNumber(least)} to ${formatNumber(most)} around where the run stands.`}
      />
      <figcaption className="numeric">
        loss {formatNumber(least, 3)} (pale) to {formatNumber(most, 3)}
      </figcaption>
    </figure>
  );
}

function paintMap(
  context: CanvasRenderingContext2D,
  style: CSSStyleDeclaration,
  losses: Float64Array,
  cells: number,
  [least, most]: readonly [number, number],
): void {
  const paper = rgb(style, "surface");
  const tone = rgb(style, "forward");
  const fine = 8;
  const side = cells * fine;
  const image = new ImageData(side, side);
  const at = (row: number, column: number) =>
    losses[Math.min(cells - 1, Math.max(0, row)) * cells + Math.min(cells - 1, Math.max(0, column))] ??
    Number.NaN;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const column = (x + 0.5) / fine - 0.5;
      const row = (side - y - 0.5) / fine - 0.5;
      const [c, r] = [Math.floor(column), Math.floor(row)];
      const [u, v] = [column - c, row - r];
      const height =
        (at(r, c) * (1 - u) + at(r, c + 1) * u) * (1 - v) +
        (at(r + 1, c) * (1 - u) + at(r + 1, c + 1) * u) * v;
      const share = most > least ? Math.sqrt(Math.max(0, (height - least) / (most - least))) : 0;
      const band = Math.min(BANDS - 1, Math.floor(share * BANDS)) / (BANDS - 1);
      const amount = Number.isFinite(height) ? 0.04 + 0.7 * band : 1;
      for (let part = 0; part < 3; part++)
        image.data[4 * (y * side + x) + part] =
          (paper[part] ?? 0) * (1 - amount) + (tone[part] ?? 0) * amount;
      image.data[4 * (y * side + x) + 3] = 255;
    }
  }
  const small = new OffscreenCanvas(side, side);
  small.getContext("2d")?.putImageData(image, 0, 0);
  context.drawImage(small, 0, 0, context.canvas.width, context.canvas.height);
}

/** The way of the run, from a ring at its oldest place to a disc where it stands. */
function paintWay(
  context: CanvasRenderingContext2D,
  style: CSSStyleDeclaration,
  numbers: Float64Array,
  from: number,
  ratio: number,
): void {
  const [, right = 1, up = 1] = numbers;
  const { width } = context.canvas;
  const way: [number, number][] = [];
  for (let i = from; i + 1 < numbers.length; i += 2)
    way.push([((numbers[i] ?? 0) / right / 2 + 0.5) * width, (0.5 - (numbers[i + 1] ?? 0) / up / 2) * width]);
  context.beginPath();
  for (const [x, y] of way) context.lineTo(x, y);
  context.strokeStyle = style.getPropertyValue("--backward");
  context.lineWidth = 2 * ratio;
  context.lineJoin = "round";
  context.stroke();
  const [first] = way;
  if (first) ring(context, first, 4 * ratio, style.getPropertyValue("--surface"));
  ring(context, [width / 2, width / 2], 4.5 * ratio, style.getPropertyValue("--backward"));
}

function ring(
  context: CanvasRenderingContext2D,
  [x, y]: readonly [number, number],
  size: number,
  fill: string,
): void {
  context.beginPath();
  context.arc(x, y, size, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
  context.stroke();
}
