import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { type DigitPicture, digitPictures } from "../../server/datasets.ts";
import { inWords } from "../../server/request.ts";
import { type JudgedExample, type RunResult, runExamples } from "../../server/runs.ts";
import { IconButton } from "../../ui/Button.tsx";
import { formatNumber } from "../../ui/format.ts";
import { openMicroscope } from "../microscope/microscope.ts";
import { useMicroscope } from "../microscope/state.ts";
import type { Cell } from "./ConfusionGrid.tsx";
import { DigitImage } from "./DigitImage.tsx";
import "./ImageSheet.css";

interface ImageSheetProps {
  run: string;
  result: RunResult;
  /** The cell of the confusion matrix whose images are shown; null for the worst mistakes. */
  cell: Cell | null;
  onClose(): void;
}

/** Small pictures of the worst mistakes, or of one cell of the confusion matrix; each opens on the canvas. */
export function ImageSheet({ run, result, cell, onClose }: ImageSheetProps) {
  const { classNames, worst } = result;
  const [found, setFound] = useState<{ cell: Cell; total: number; examples: readonly JudgedExample[] }>();
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    if (!cell) return;
    let wanted = true;
    setProblem(null);
    runExamples(run, cell.label, cell.predicted)
      .then((answer) => wanted && setFound({ cell, ...answer }))
      .catch((error: unknown) => wanted && setProblem(inWords(error)));
    return () => {
      wanted = false;
    };
  }, [run, cell]);

  const ofCell = cell && found?.cell === cell ? found : null;
  const examples = cell ? (ofCell?.examples ?? []) : worst;
  const pictures = usePictures(examples);
  const name = (of: number | null) => (of === null ? null : (classNames[of] ?? `${of}`));
  const title = cell
    ? cell.label === cell.predicted
      ? `${name(cell.label)} read as ${name(cell.label)}`
      : `${name(cell.label)} read as ${name(cell.predicted)}`
    : classNames.length > 0
      ? "Worst mistakes"
      : "Greatest losses";
  return (
    <section className="sheet" aria-label={title} data-testid="image-sheet">
      <header>
        <h3>{title}</h3>
        <span>
          {cell
            ? ofCell &&
              (ofCell.total > examples.length
                ? `${examples.length} of ${ofCell.total}, the greatest loss first`
                : `${ofCell.total} ${ofCell.total === 1 ? "image" : "images"}, the greatest loss first`)
            : "the greatest loss first; a click opens one on the canvas"}
        </span>
        {cell && (
          <IconButton label="Back to the worst mistakes" data-testid="close-cell" onClick={onClose}>
            <X size={15} />
          </IconButton>
        )}
      </header>
      {problem && <p role="alert">{problem}</p>}
      {!cell && worst.length === 0 && <p className="sheet-none">Not one mistake.</p>}
      <ul>
        {examples.map((example) => (
          <li key={example.index}>
            <Picture
              example={example}
              picture={pictures.get(example.index)}
              label={name(example.label)}
              predicted={name(example.predicted)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface PictureProps {
  example: JudgedExample;
  picture: DigitPicture | undefined;
  label: string | null;
  predicted: string | null;
}

function Picture({ example, picture, label, predicted }: PictureProps) {
  const open = useMicroscope(({ split, image }) => split === "test" && image?.index === example.index);
  const sure = example.confidence === null ? "" : `, ${Math.round(example.confidence * 100)}% sure`;
  const loss = example.loss === null ? "no number" : formatNumber(example.loss);
  const what = label === null ? `loss ${loss}` : `a ${label} read as ${predicted}${sure}, loss ${loss}`;
  return (
    <button
      type="button"
      className="sheet-image"
      data-testid={`image-${example.index}`}
      aria-label={`Test image ${example.index}: ${what}`}
      aria-pressed={open}
      title={`Test image ${example.index}: ${what}`}
      onClick={() => void openMicroscope("test", example.index)}
    >
      {picture ? <DigitImage pixels={picture.pixels} /> : <span className="digitImage" />}
      <span className="sheet-caption numeric" aria-hidden="true">
        {label === null ? (
          loss
        ) : label === predicted ? (
          label
        ) : (
          <>
            {label} <span>as</span> <b>{predicted}</b>
          </>
        )}
      </span>
    </button>
  );
}

/** The pictures of these examples, as far as they have come. */
function usePictures(examples: readonly JudgedExample[]): ReadonlyMap<number, DigitPicture> {
  const [pictures, setPictures] = useState<ReadonlyMap<number, DigitPicture>>(new Map());
  const wanted = examples.map(({ index }) => index).join();
  useEffect(() => {
    if (wanted === "") return;
    let waiting = true;
    digitPictures("test", wanted.split(",").map(Number))
      .then((all) => waiting && setPictures(new Map(all.map((one) => [one.index, one]))))
      .catch(() => {
        // The captions say enough; the next sheet asks again.
      });
    return () => {
      waiting = false;
    };
  }, [wanted]);
  return pictures;
}
