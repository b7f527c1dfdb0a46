import type { DataPreview } from "../../engine/datasets.ts";
import { showAxes } from "./data.ts";
import type { Axes } from "./plane.ts";

/** Of a wide table two inputs are pictured; these are they. The others are held at their means. */
export function PlaneColumns({ preview, axes }: { preview: DataPreview; axes: Axes }) {
  const inputs = preview.variables.filter(({ label }) => !label);
  const choice = (name: string, testId: string, value: number, other: number, take: (at: number) => void) => (
    <label className="planeColumns-choice">
      {name}
      <select
        className="trainInput"
        data-testid={testId}
        value={value}
        onChange={(event) => take(Number(event.currentTarget.value))}
      >
        {inputs.map((input, at) => (
          <option key={input.name} value={at} disabled={at === other}>
            {input.name}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <div className="planeColumns">
      {choice("Across", "plane-across", axes.a, axes.b, (at) => showAxes([at, axes.b]))}
      {choice("Up", "plane-up", axes.b, axes.a, (at) => showAxes([axes.a, at]))}
    </div>
  );
}
