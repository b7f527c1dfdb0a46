import { useMemo, useState } from "react";
import type { Classifier } from "../../engine/classifier.ts";
import { jacobian, useNodeView } from "../../engine/live.ts";
import { HeatMap } from "../../ui/HeatMap.tsx";
import { SIDE } from "../pixels.ts";
import "./Evidence.css";
import { DigitImage } from "../results/DigitImage.tsx";

interface EvidenceProps {
  classifier: Classifier;
  pixels: ArrayLike<number>;
  /** The class with the highest score. */
  read: number;
}

/** How each pixel would change the score of a class: its derivative, over the digit. */
export function Evidence({ classifier, pixels, read }: EvidenceProps) {
  const [chosen, setChosen] = useState<number | null>(null);
  const of = chosen ?? read;
  // The scores change with every stroke and every checkpoint, and their derivatives with them.
  const scores = useNodeView(classifier.scores)?.value;
  const derivative = useMemo(() => {
    const all = scores ? jacobian(classifier.scores, classifier.inputId) : null;
    return all && "values" in all
      ? Float64Array.from(all.values.slice(of * all.columns, (of + 1) * all.columns))
      : null;
  }, [scores, classifier.scores, classifier.inputId, of]);
  if (!derivative) return null;
  return (
    <figure className="evidence" data-testid="evidence">
      <figcaption>
        <label>
          Evidence for{" "}
          <select
            value={chosen ?? ""}
            data-testid="evidence-class"
            onChange={(event) =>
              setChosen(event.currentTarget.value === "" ? null : Number(event.currentTarget.value))
            }
          >
            <option value="">what it reads ({read})</option>
            {Array.from({ length: classifier.classes }, (_, digit) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the classes are their numbers.
              <option key={digit} value={digit}>
                {digit}
              </option>
            ))}
          </select>
        </label>
      </figcaption>
      <div className="evidence-map">
        <HeatMap
          shape={[SIDE, SIDE]}
          data={derivative}
          tone="backward"
          label={`The derivative of the score of ${of} by each pixel`}
          width={178}
          height={178}
        />
        <DigitImage pixels={pixels} scale={1} />
      </div>
      <p>
        <i className="evidence-more" aria-hidden="true" /> more ink raises the score of {of}
        <i className="evidence-less" aria-hidden="true" /> lowers it
      </p>
    </figure>
  );
}
