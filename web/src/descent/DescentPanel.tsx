import { useEffect } from "react";
import { useDocument } from "../document/store.ts";
import { useVeil } from "../engine/veil.ts";
import { useNumberFormat } from "../ui/numberFormat.ts";
import { Controls } from "./Controls.tsx";
import { CostPlot } from "./CostPlot.tsx";
import { CurvePlot } from "./CurvePlot.tsx";
import { MapPlot } from "./MapPlot.tsx";
import { begin, leave, useDescent } from "./state.ts";
import { ThetaList } from "./ThetaList.tsx";
import "./Descent.css";

/** For so long an edit may go on before the descent follows it, in milliseconds. */
const CALM = 140;

/** Gradient descent on the open graph: every step, the loss along one parameter and over two, and what it costs. */
export function DescentPanel() {
  useNumberFormat();
  const graph = useDocument((state) => state.graph);
  const { ways, problem, curve, map, at, first, second } = useDescent();
  const covered = useVeil(({ asked, held }) => asked.size > 0 || (held?.size ?? 0) > 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: anew for each graph.
  useEffect(() => {
    const later = setTimeout(() => void begin(), CALM);
    return () => clearTimeout(later);
  }, [graph]);
  useEffect(() => leave, []);

  if (covered) {
    return <p className="descent-empty">Held back while figures are covered: answer first.</p>;
  }
  if (problem) {
    return (
      <p className="descent-empty" role="status" data-testid="descent-problem">
        {problem}
      </p>
    );
  }
  if (!ways) return <p className="descent-empty">Going downhill…</p>;
  if (ways.names.length === 0) {
    return (
      <p className="descent-empty" data-testid="descent-problem">
        There is no parameter to move. Add one from the palette, and let the loss depend on it.
      </p>
    );
  }
  return (
    <div className="descent" data-testid="descent">
      <Arrow />
      <Controls />
      <div className="descent-figures">
        {curve && <CurvePlot curve={curve} name={ways.names[first] ?? ""} />}
        {map && first !== second && <MapPlot map={map} ways={ways} first={first} second={second} at={at} />}
        <CostPlot ways={ways} at={at} />
      </div>
      <ThetaList ways={ways} at={at} />
    </div>
  );
}

function Arrow() {
  return (
    <svg width={0} height={0} className="descent-defs" aria-hidden="true">
      <defs>
        <marker
          id="descent-arrow"
          viewBox="0 0 8 8"
          refX={7}
          refY={4}
          markerWidth={7}
          markerHeight={7}
          orient="auto"
        >
          <path d="M0 0L8 4L0 8Z" />
        </marker>
      </defs>
    </svg>
  );
}
