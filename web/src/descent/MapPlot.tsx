import { contours } from "d3-contour";
import { useMemo } from "react";
import type { LossMap, Way, Ways } from "../engine/descent.ts";
import { formatNumber } from "../ui/format.ts";
import { line, Plot, type Scales } from "./Plot.tsx";

interface MapPlotProps {
  map: LossMap;
  ways: Ways;
  first: number;
  second: number;
  at: number;
}

/** The loss over two parameters as lines of equal height, with the ways that lead down. */
export function MapPlot({ map, ways, first, second, at }: MapPlotProps) {
  const [across, up] = [ways.names[first] ?? "", ways.names[second] ?? ""];
  const theta = ways.full.thetas[at];
  const shapes = useMemo(() => {
    const highest = Math.max(...map.losses.filter(Number.isFinite));
    const heights = map.losses.map((loss) => (Number.isFinite(loss) ? loss : highest));
    return contours()
      .size([map.cells, map.cells])
      .thresholds([...map.levels])(heights);
  }, [map]);
  const spoken = `Loss over ${across} and ${up}, ${map.levels.length} lines of equal loss; gradient descent leads from ${formatNumber(ways.full.losses[0] ?? Number.NaN)} to ${formatNumber(ways.full.losses.at(-1) ?? Number.NaN)}.`;
  const several = ways.batches.examples < ways.examples;
  return (
    <figure className="descent-figure">
      <figcaption>
        <span className="descent-key descent-key-full">gradient descent</span>
        {several && <span className="descent-key descent-key-batches">minibatches</span>}
      </figcaption>
      <Plot label={spoken} x={map.across} y={map.up} xName={across} yName={up} testId="descent-map">
        {(scales) => (
          <g clipPath={scales.clip}>
            {shapes.map((shape) => (
              <path key={shape.value} className="descent-level" d={outline(scales, map, shape.coordinates)} />
            ))}
            {several && <path className="descent-batches" d={wayOf(scales, ways.batches, first, second)} />}
            <path className="descent-full" d={wayOf(scales, ways.full, first, second)} />
            {ways.full.thetas.map((place, i) => (
              <circle
                // biome-ignore lint/suspicious/noArrayIndexKey: the steps are what is drawn.
                key={i}
                className="descent-place"
                data-past={i <= at || undefined}
                cx={scales.x(place[first] ?? 0)}
                cy={scales.y(place[second] ?? 0)}
                r={2.6}
              />
            ))}
            {theta && (
              <circle
                className="descent-here"
                cx={scales.x(theta[first] ?? 0)}
                cy={scales.y(theta[second] ?? 0)}
                r={5}
              />
            )}
          </g>
        )}
      </Plot>
    </figure>
  );
}

function wayOf(scales: Scales, way: Way, first: number, second: number): string {
  return line(
    scales,
    way.thetas.map((theta) => theta[first]),
    way.thetas.map((theta) => theta[second]),
  );
}

/** Rings in cells of the grid, whose places lie in the middle of their cells, as a path of the plot. */
function outline({ x, y }: Scales, map: LossMap, polygons: number[][][][]): string {
  const place = ([low, high]: readonly [number, number], cell: number) =>
    low + ((high - low) * (cell - 0.5)) / (map.cells - 1);
  return polygons
    .flat()
    .map((ring) => {
      const points = ring.map(
        ([column = 0, row = 0]) =>
          `${x(place(map.across, column)).toFixed(1)} ${y(place(map.up, row)).toFixed(1)}`,
      );
      return `M${points.join("L")}Z`;
    })
    .join("");
}
