import { answer, useLive } from "../../engine/live.ts";
import type { FedImage } from "../../server/runs.ts";
import { formatNumber } from "../../ui/format.ts";
import { DigitImage } from "../results/DigitImage.tsx";
import { useRun } from "../serverRun.ts";

/** The image, and what the graph makes of it at this checkpoint: a class, the image over again, or a number. */
export function Reading({ image }: { image: FedImage }) {
  const snapshot = useLive();
  const names = useRun((state) => state.result?.classNames);
  const read = answer();
  const loss = snapshot.loss ? snapshot.nodes.get(snapshot.loss)?.value?.data[0] : undefined;
  const pixels = image.sources.find(({ label }) => !label)?.values;
  const value = read ? snapshot.nodes.get(read.node)?.value : null;
  const named = read?.kind === "class" ? (names?.[read.chosen] ?? `${read.chosen}`) : null;
  const right = named === null ? undefined : named === `${image.digit}`;
  const single = read?.kind === "quantity" && value?.data.length === 1 ? value.data[0] : undefined;
  return (
    <div className="runScope-reading">
      {pixels && <DigitImage pixels={pixels} scale={1} label={`A ${image.digit}`} />}
      {read?.kind === "input" && value && (
        <>
          <span aria-hidden="true">→</span>
          <DigitImage pixels={value.data} scale={1} label="The same, drawn again by the graph" />
        </>
      )}
      <span data-testid="microscope-reading" data-right={right}>
        <span>
          a <b>{image.digit}</b>
          {named !== null && (
            <>
              , read as <b className={right ? "runScope-right" : "runScope-wrong"}>{named}</b>{" "}
              {read?.share != null && `${(read.share * 100).toFixed(1)}%`}
            </>
          )}
          {read?.kind === "input" && ", drawn again"}
          {single !== undefined && (
            <>
              , read as <b className="numeric">{formatNumber(single)}</b>
            </>
          )}
        </span>
        {loss !== undefined && <span className="numeric">loss {formatNumber(loss)}</span>}
      </span>
    </div>
  );
}
