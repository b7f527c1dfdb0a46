import { useEffect, useMemo, useRef } from "react";
import type { DataPreview, DataSpec } from "../../engine/datasets.ts";
import { useTheme } from "../../ui/theme.ts";
import { watch } from "./lab.ts";
import { rgb } from "./marks.ts";
import { turnToRow, usePager } from "./pager.ts";
import { useLab } from "./state.ts";
import "./Images.css";

/** Images that are shown. */
const SHOWN = 35;

/** Images of the data with what the run takes them for: first those that are held back, which it has not seen. */
export function ImagesPlot({ spec, preview }: { spec: DataSpec; preview: DataPreview }) {
  const lit = usePager((pager) => pager.row);
  const answers = useLab((lab) => lab.frame?.answers ?? null);
  const rows = useMemo(
    () => Int32Array.from([...preview.test, ...preview.validation, ...preview.train].slice(0, SHOWN)),
    [preview],
  );
  useEffect(() => {
    watch({ answers: rows });
    return () => watch({ answers: undefined });
  }, [rows]);
  const label = preview.variables.findIndex((variable) => variable.label);
  const classes = preview.variables[label]?.classes ?? [];
  const heldBack = preview.test.length + preview.validation.length;
  return (
    <figure className="imagesPlot">
      <ul aria-label="Images of the data" data-testid="images">
        {Array.from(rows, (row, i) => {
          const right = preview.columns[label]?.[row] ?? 0;
          const answer = answers?.[2 * i] ?? -1;
          const known = answers !== null && answer >= 0;
          const words = `${classes[right]}${known ? `, taken for ${classes[answer]}` : ""}`;
          return (
            <li key={row}>
              <button
                type="button"
                aria-pressed={row === lit}
                aria-label={`Image ${row + 1}: ${words}. Show it on the canvas.`}
                data-wrong={(known && answer !== right) || undefined}
                onClick={() => turnToRow(row === lit ? null : row)}
              >
                <Picture spec={spec} preview={preview} row={row} />
                <span className="numeric">
                  {known && answer !== right ? `${classes[right]}→${classes[answer]}` : classes[right]}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <figcaption>
        {heldBack > 0 ? "Held back" : "Trained on"}; what is taken for another is marked, right → taken for.
      </figcaption>
    </figure>
  );
}

function Picture({ spec, preview, row }: { spec: DataSpec; preview: DataPreview; row: number }) {
  const place = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  const { width = 1, height = 1 } = spec;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read from the page, and the theme decides them.
  useEffect(() => {
    const canvas = place.current;
    const context = canvas?.getContext("2d");
    if (!canvas || !context) return;
    const style = getComputedStyle(canvas);
    const ink = rgb(style, "ink");
    const paper = rgb(style, "surface");
    const image = new ImageData(width, height);
    for (let pixel = 0; pixel < width * height; pixel++) {
      const share = preview.columns[pixel]?.[row] ?? 0;
      for (let part = 0; part < 3; part++)
        image.data[4 * pixel + part] = (paper[part] ?? 0) * (1 - share) + (ink[part] ?? 0) * share;
      image.data[4 * pixel + 3] = 255;
    }
    context.putImageData(image, 0, 0);
  }, [preview, row, width, height, theme]);
  return (
    <span aria-hidden="true">
      <canvas ref={place} width={width} height={height} />
    </span>
  );
}
