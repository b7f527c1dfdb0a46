import { useEffect, useState } from "react";
import { type DigitPicture, digitPictures, type Neighbour, nearestDigits } from "../../server/datasets.ts";
import { inWords } from "../../server/request.ts";
import { DigitImage } from "../results/DigitImage.tsx";

const COUNT = 8;

/** The hand rests so long before the server is asked. */
const REST_MILLIS = 250;

interface Found {
  nearest: readonly Neighbour[];
  of: number;
  pictures: readonly DigitPicture[];
}

/** The training images that are most like the digit. */
export function Similar({ pixels }: { pixels: ArrayLike<number> }) {
  const [found, setFound] = useState<Found | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(() => {
      find(pixels)
        .then((answer) => {
          if (!wanted) return;
          setFound(answer);
          setProblem(null);
        })
        .catch((error: unknown) => wanted && setProblem(inWords(error)));
    }, REST_MILLIS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [pixels]);

  if (problem) {
    return (
      <p role="alert" className="similar">
        {problem}
      </p>
    );
  }
  if (!found) return <section className="similar" aria-busy="true" />;
  return (
    <section className="similar" aria-label="Most similar training images" data-testid="similar">
      <h3>Most similar training images</h3>
      <ol>
        {found.nearest.map(({ index, label, distance }, i) => (
          <li key={index} title={`Training image ${index}, a ${label}, at distance ${distance.toFixed(2)}`}>
            <DigitImage pixels={found.pictures[i]?.pixels ?? []} label={`A ${label}`} />
            <span className="numeric">
              <b>{label}</b> {distance.toFixed(1)}
            </span>
          </li>
        ))}
      </ol>
      <p>
        Nearest by the Euclidean distance of their pixels; all {found.of.toLocaleString("en")} were compared.
        The network has no part in this.
      </p>
    </section>
  );
}

async function find(pixels: ArrayLike<number>): Promise<Found> {
  const { nearest, of } = await nearestDigits(pixels, COUNT);
  const pictures = await digitPictures(
    "train",
    nearest.map(({ index }) => index),
  );
  return { nearest, of, pictures };
}
