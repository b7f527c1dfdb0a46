import type { Way, Ways } from "../engine/descent.ts";
import { formatNumber } from "../ui/format.ts";
import { bounds, line, Plot } from "./Plot.tsx";

/** The loss over what it has cost: how many examples were looked at. */
export function CostPlot({ ways, at }: { ways: Ways; at: number }) {
  const { full, batches, examples } = ways;
  const cost = (way: Way) => way.thetas.map((_, step) => step * way.examples);
  const several = batches.examples < examples;
  const end = Math.max(1, cost(full).at(-1) ?? 1, several ? (cost(batches).at(-1) ?? 1) : 1);
  const losses = [...full.losses, ...(several ? batches.losses : [])];
  const spoken = `Loss over examples looked at. Gradient descent: ${examples} a step, ${formatNumber(full.losses.at(-1) ?? Number.NaN)} at the end.${several ? ` Minibatches: ${batches.examples} a step, ${formatNumber(batches.losses.at(-1) ?? Number.NaN)} at the end.` : ""}`;
  return (
    <figure className="descent-figure">
      <figcaption>
        <span className="descent-key descent-key-full">
          <b className="numeric" data-testid="cost-full">
            {full.examples}
          </b>{" "}
          {full.examples === 1 ? "example" : "examples"} a step
        </span>
        {several && (
          <span className="descent-key descent-key-batches">
            <b className="numeric" data-testid="cost-batches">
              {batches.examples}
            </b>{" "}
            a step
          </span>
        )}
      </figcaption>
      <Plot label={spoken} x={[0, end]} y={bounds(losses)} xName="examples looked at" yName="loss">
        {(scales) => (
          <g clipPath={scales.clip}>
            {several && <path className="descent-batches" d={line(scales, cost(batches), batches.losses)} />}
            <path className="descent-full" d={line(scales, cost(full), full.losses)} />
            {full.losses.map((loss, step) => (
              <circle
                // biome-ignore lint/suspicious/noArrayIndexKey: the steps are what is drawn.
                key={step}
                className="descent-place"
                data-past={step <= at || undefined}
                cx={scales.x(step * full.examples)}
                cy={scales.y(loss)}
                r={2.6}
              />
            ))}
            <circle
              className="descent-here"
              cx={scales.x(at * full.examples)}
              cy={scales.y(full.losses[at] ?? 0)}
              r={5}
            />
          </g>
        )}
      </Plot>
    </figure>
  );
}
