import { useEffect, useMemo, useRef, useState } from "react";
import { useTheme } from "../../ui/theme.ts";
import { ChoiceField } from "../SettingFields.tsx";
import { pictureAxes, useData } from "./data.ts";
import type { NodeHistogram } from "./HistogramsView.tsx";
import { watch } from "./lab.ts";
import { rgb } from "./marks.ts";
import { boundsOf, gridOf } from "./plane.ts";
import { useLab } from "./state.ts";

const CELLS = 18;

/** What each unit of a node answers over the plane, as small pictures. */
export function UnitsView({ nodes }: { nodes: readonly NodeHistogram[] }) {
  const data = useData();
  const { preview } = data;
  const units = useLab((lab) => lab.frame?.units ?? null);
  const unitsOf = useLab((lab) => lab.frame?.unitsOf ?? null);
  const [chosen, setChosen] = useState<string | null>(null);
  const axes = useMemo(() => pictureAxes(data), [data]);
  const plane = preview && axes && axes.a !== axes.b ? axes : null;
  const shownNodes = nodes.filter(({ units }) => units > 1 && units <= 64);
  const first = shownNodes.find(({ label }) => /^h/.test(label)) ?? shownNodes[0];
  const node = shownNodes.find((one) => one.node === chosen) ?? first;
  const id = node?.node;
  useEffect(() => {
    if (preview && plane && id !== undefined)
      watch({ units: { node: id, ...gridOf(plane, boundsOf(preview, plane), CELLS) } });
    return () => watch({ units: undefined });
  }, [preview, plane, id]);
  if (!plane) return <p className="lab-summary">Units are pictured over two inputs of the data.</p>;
  if (!node) return <p className="lab-summary">No node has several units.</p>;
  const count = units && unitsOf === id ? units.length / (CELLS * CELLS) : 0;
  return (
    <div className="units">
      <ChoiceField
        label="Units of"
        testId="units-of"
        value={node.node}
        choices={shownNodes.map(({ node: value, label, units: many }) => ({
          id: value,
          label: `${label}, ${many} units`,
        }))}
        onChange={setChosen}
      />
      <ul className="units-list" aria-label={`What each of the ${count} units answers over the plane`}>
        {Array.from({ length: count }, (_, unit) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a unit is its place.
          <li key={unit}>
            <UnitPicture units={units ?? new Float32Array()} unit={unit} count={count} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function UnitPicture({ units, unit, count }: { units: Float32Array; unit: number; count: number }) {
  const place = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read from the page, and the theme decides them.
  useEffect(() => {
    const canvas = place.current;
    const context = canvas?.getContext("2d");
    if (!canvas || !context) return;
    const style = getComputedStyle(canvas);
    const positive = rgb(style, "forward");
    const negative = rgb(style, "ink-faint");
    const paper = rgb(style, "surface");
    let most = 0;
    for (let cell = 0; cell < CELLS * CELLS; cell++)
      most = Math.max(most, Math.abs(units[cell * count + unit] ?? 0));
    const image = new ImageData(CELLS, CELLS);
    for (let cell = 0; cell < CELLS * CELLS; cell++) {
      const value = units[cell * count + unit] ?? 0;
      const share = most > 0 ? Math.abs(value) / most : 0;
      const tone = value < 0 ? negative : positive;
      const at = 4 * ((CELLS - 1 - Math.floor(cell / CELLS)) * CELLS + (cell % CELLS));
      for (let part = 0; part < 3; part++)
        image.data[at + part] = (paper[part] ?? 0) * (1 - share) + (tone[part] ?? 0) * share;
      image.data[at + 3] = 255;
    }
    context.putImageData(image, 0, 0);
  }, [units, unit, count, theme]);
  return <canvas ref={place} width={CELLS} height={CELLS} aria-label={`unit ${unit}`} role="img" />;
}
