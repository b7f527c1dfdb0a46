import { useEffect } from "react";
import { useDocument } from "../../document/store.ts";
import type { Offer } from "../../engine/datasets.ts";
import { Button } from "../../ui/Button.tsx";
import { Problems } from "../Problems.tsx";
import { Curves } from "./Curves.tsx";
import { openFitting, useData } from "./data.ts";
import { ImagesPlot } from "./ImagesPlot.tsx";
import { Looks } from "./Looks.tsx";
import { prepare } from "./lab.ts";
import { PlanePlot } from "./PlanePlot.tsx";
import { fillWithFirst } from "./pager.ts";
import { Standing } from "./Standing.tsx";
import { SweepView } from "./SweepView.tsx";
import { useLab } from "./state.ts";
import { useSweep } from "./sweep.ts";
import { TimeBar } from "./TimeBar.tsx";

/** What the run makes of the data: its picture, its courses, and a look inside. */
export function Pictures({ offer }: { offer: Offer }) {
  const { spec, preview, axes } = useData();
  const { phase, message, problems, divergence, runs } = useLab();
  const graph = useDocument((state) => state.graph);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the untrained network answers is seen at once, for data and graph as they are.
  useEffect(() => {
    if (preview && phase === "ready" && problems.length === 0) void prepare().then(fillWithFirst);
  }, [preview, phase, graph]);
  const sweeping = useSweep((sweep) => sweep.open);
  if (sweeping) return <SweepView offer={offer} />;
  return (
    <>
      <Standing />
      {divergence ? (
        <Problems
          message={divergence.sentences.join(" ")}
          problems={[
            {
              code: "diverged",
              node: divergence.node,
              port: null,
              line: null,
              column: null,
              message: divergence.sentences.join(" "),
            },
          ]}
        />
      ) : problems.length > 0 ? (
        <Misfit offer={offer} />
      ) : (
        message && <p className="trainNote">{message}</p>
      )}
      <div className="lab-plots">
        {preview && spec.source === "images" && <ImagesPlot spec={spec} preview={preview} />}
        {preview && spec.source !== "images" && <PlanePlot preview={preview} axis={axes} />}
        {runs.length > 0 && <Curves />}
        {runs.length > 0 && <Looks />}
      </div>
      {runs.length > 0 && <TimeBar offer={offer} />}
    </>
  );
}

/** What stands in the way, and a graph for which it does not. */
function Misfit({ offer }: { offer: Offer }) {
  const { spec, preview } = useData();
  const { message, problems } = useLab();
  const kind = offer.datasets.find(({ id }) => id === spec.source);
  return (
    <>
      <Problems message={message} problems={problems} />
      {preview && (
        <Button
          kind="primary"
          className="lab-fitting"
          data-testid="fitting-graph"
          onClick={() =>
            openFitting(
              preview,
              `A network for ${kind?.label ?? (spec.source === "images" ? "my images" : "my table")}`,
            )
          }
        >
          Open a graph that fits this data
        </Button>
      )}
    </>
  );
}
