import { useMemo } from "react";
import { Chart, type Series } from "../Chart.tsx";
import { type Figure, together } from "./course.ts";
import { share } from "./Standing.tsx";
import { useLab } from "./state.ts";

const DASHES = [[], [6, 3], [2, 3], [9, 3, 2, 3], [12, 4], [1, 5]];

/** Loss and accuracy of every run; runs differ by their name and the style of their line. */
export function Curves() {
  const runs = useLab((lab) => lab.runs);
  const cursor = useLab((lab) => lab.frame?.cursor ?? 0);
  const [loss, held, right, heldRight] = useMemo(
    () =>
      (["trainLoss", "heldLoss", "trainAccuracy", "heldAccuracy"] as const).map((of) => together(runs, of)),
    [runs],
  );
  const steps = loss?.steps ?? [];
  const series = (
    of: Figure,
    columns: (number | null)[][] | undefined,
    what: string,
    color: string,
  ): Series[] =>
    (columns ?? []).flatMap((values, i) =>
      values.every((value) => value === null)
        ? []
        : [
            {
              key: `${of}${i}`,
              label: runs.length > 1 ? `${runs[i]?.name} ${what}` : what,
              color,
              thin: of.startsWith("held"),
              dash: DASHES[i % DASHES.length] ?? [],
              values,
            },
          ],
    );
  const accuracy = [
    ...series("trainAccuracy", right?.columns, "train", "forward"),
    ...series("heldAccuracy", heldRight?.columns, "held back", "data"),
  ];
  return (
    <div className="lab-curves">
      <Chart
        title="Loss"
        steps={steps}
        at={cursor}
        series={[
          ...series("trainLoss", loss?.columns, "train", "forward"),
          ...series("heldLoss", held?.columns, "held back", "data"),
        ]}
      />
      {accuracy.length > 0 && (
        <Chart
          title="Right"
          steps={steps}
          at={cursor}
          range={[0, 1]}
          format={(value) => share(value)}
          series={accuracy}
        />
      )}
    </div>
  );
}
