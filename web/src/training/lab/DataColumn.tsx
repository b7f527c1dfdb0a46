import { useMemo } from "react";
import type { DataSpec, DatasetKind, Offer } from "../../engine/datasets.ts";
import { NumberField } from "../Fields.tsx";
import { defaultsOf } from "../how.ts";
import { SettingFields } from "../SettingFields.tsx";
import { DataFile } from "./DataFile.tsx";
import { choose, specOf, useData } from "./data.ts";
import { PointTools } from "./PointTools.tsx";
import { Thumbnail } from "./Thumbnail.tsx";
import "./Data.css";

/** What to train on: the graph's own example, a data set of the list, or a table of one's own. */
export function DataColumn({ offer }: { offer: Offer }) {
  const { spec, preview, problem } = useData();
  const kind = offer.datasets.find(({ id }) => id === spec.source);
  return (
    <>
      <DatasetPicker offer={offer} spec={spec} />
      {kind && (
        <>
          <p className="lab-summary">{kind.summary}</p>
          <SettingFields
            settings={kind.settings}
            values={{ ...defaultsOf(kind.settings), ...spec.settings }}
            onChange={(settings) => choose(offer, { ...spec, settings: { ...spec.settings, ...settings } })}
          />
        </>
      )}
      {spec.source === "images" && (
        <p className="lab-summary">
          {spec.taken?.toLocaleString("en")}
          {spec.of !== spec.taken && ` of ${spec.of?.toLocaleString("en")}`} images of {spec.height} ×{" "}
          {spec.width}, from 0 for paper to 1 for ink.
        </p>
      )}
      {spec.source === "example" && (
        <p className="lab-summary">
          The one example that the graph itself holds, again and again. Every value and gradient on the canvas
          follows each step.
        </p>
      )}
      {preview && (
        <div className="lab-row">
          <Share offer={offer} spec={spec} label="Test" name="test" testId="test-share" />
          <Share offer={offer} spec={spec} label="Validation" name="validation" />
        </div>
      )}
      {preview && (
        <label className="lab-check">
          <input
            type="checkbox"
            checked={spec.standardize ?? false}
            onChange={(event) => choose(offer, { ...spec, standardize: event.currentTarget.checked })}
          />
          Standardize the inputs
        </label>
      )}
      {preview && <PointTools preview={preview} />}
      {problem && (
        <p className="lab-problem" role="alert">
          {problem}
        </p>
      )}
      <DataFile offer={offer} preview={preview} />
    </>
  );
}

function Share({
  offer,
  spec,
  label,
  name,
  testId,
}: {
  offer: Offer;
  spec: DataSpec;
  label: string;
  name: "test" | "validation";
  testId?: string;
}) {
  return (
    <NumberField
      label={`${label} %`}
      {...(testId ? { testId } : {})}
      value={Math.round((spec[name] ?? 0) * 100)}
      rule="from 0 to 90"
      fits={(value) => value >= 0 && value <= 90}
      onChange={(value) => choose(offer, { ...spec, [name]: value / 100 })}
    />
  );
}

/** The list as pictures: each data set as it looks. */
function DatasetPicker({ offer, spec }: { offer: Offer; spec: DataSpec }) {
  const pictures = useMemo(
    () =>
      offer.datasets.map((kind) => ({
        kind,
        preview: offer.preview({ source: kind.id, settings: smallOf(kind) }),
      })),
    [offer],
  );
  return (
    <fieldset className="picker">
      <legend>Data</legend>
      {pictures.map(({ kind, preview }) => (
        <button
          key={kind.id}
          type="button"
          className="picker-item"
          aria-pressed={spec.source === kind.id}
          aria-label={kind.label}
          title={kind.label}
          data-testid={`data-${kind.id}`}
          onClick={() => choose(offer, specOf(kind.id))}
        >
          <Thumbnail preview={preview} size={38} />
        </button>
      ))}
      <button
        type="button"
        className="picker-item picker-own"
        aria-pressed={spec.source === "example"}
        data-testid="data-example"
        onClick={() => choose(offer, { source: "example" })}
      >
        the graph's own
      </button>
      {spec.source === "own" && (
        <button type="button" className="picker-item picker-own" aria-pressed={true} data-testid="data-own">
          my table
        </button>
      )}
      {spec.source === "images" && (
        <button
          type="button"
          className="picker-item picker-own"
          aria-pressed={true}
          data-testid="data-images"
        >
          my images
        </button>
      )}
    </fieldset>
  );
}

function smallOf(kind: DatasetKind): Record<string, number> {
  return kind.settings.some(({ name }) => name === "size") ? { size: 90 } : {};
}
