import { ArrowLeft, ArrowRight, Check } from "lucide-react";
import { setSetting } from "../document/commands.ts";
import { apply, endGesture } from "../document/store.ts";
import type { GraphNode } from "../document/types.ts";
import { openQuestion, useSettled } from "../engine/asking.ts";
import { opOf, settingOf, valueSetting } from "../engine/catalogue.ts";
import { spokenName } from "../engine/edit.ts";
import { useOverlaid } from "../engine/overlay.ts";
import type { NodeView, Tensor } from "../engine/snapshot.ts";
import { type Cover, useCover } from "../engine/veil.ts";
import { AskChip } from "../ui/AskChip.tsx";
import { formatFull, formatNumber, formatShape } from "../ui/format.ts";
import { gridOf, HeatMap } from "../ui/HeatMap.tsx";
import { NumberScrubber } from "../ui/NumberScrubber.tsx";
import { useNumberFormat } from "../ui/numberFormat.ts";
import { isSmall, SmallMatrix } from "../ui/SmallMatrix.tsx";

interface FigureProps {
  node: GraphNode;
  view: NodeView | undefined;
}

/** The forward value, blue; of a scalar source, a number to drag. */
export function Value({ node, view }: FigureProps) {
  const op = opOf(node.op);
  const setting = valueSetting(op);
  const held = setting && settingOf(node, setting);
  const scalar = view?.value?.shape.length === 0;
  // A value that a run or an example stands in for is not the document's to drag.
  const overlaid = useOverlaid(node.name ?? node.id);
  const cover = useCover("value", node.id);
  if (cover !== "shown") return <Covered figure="value" node={node} cover={cover} />;
  if (!overlaid && setting && typeof held === "number" && (scalar || !view?.value)) {
    return (
      <div className="figure figure-forward">
        <ArrowRight size={11} aria-hidden="true" />
        <NumberScrubber
          value={held}
          label={`value of ${spokenName(node)}`}
          integer={node.settings?.classes !== undefined}
          testId="value"
          onChange={(value) =>
            apply(
              (graph) => setSetting(graph, node.id, setting.name, value),
              `set ${node.id} ${setting.name}`,
            )
          }
          onDone={endGesture}
        />
      </div>
    );
  }
  if (!view?.value)
    return <div className="figure figure-empty">{view?.shape ? formatShape(view.shape) : "no value"}</div>;
  return (
    <>
      <Figure tensor={view.value} tone="forward" testId="value" label={`value of ${spokenName(node)}`} />
      <Tick figure="value" id={node.id} />
    </>
  );
}

/** The gradient of the loss by this node, orange, below the value. */
export function Gradient({ node, view }: FigureProps) {
  const cover = useCover("gradient", node.id);
  if (!view?.gradient) return null;
  if (cover !== "shown") return <Covered figure="gradient" node={node} cover={cover} />;
  return (
    <>
      <Figure
        tensor={view.gradient}
        tone="backward"
        testId="gradient"
        label={`gradient of ${spokenName(node)}`}
      />
      <Tick figure="gradient" id={node.id} />
    </>
  );
}

interface CoveredProps {
  figure: "value" | "gradient";
  node: GraphNode;
  cover: Cover;
}

/** The place of a figure that is held back: empty, or with the question. */
function Covered({ figure, node, cover }: CoveredProps) {
  if (cover !== "asked") return <div className="figure figure-covered" data-testid="covered" />;
  const tone = figure === "value" ? "forward" : "backward";
  const Arrow = figure === "value" ? ArrowRight : ArrowLeft;
  return (
    <div className={`figure figure-${tone}`} data-testid={`asked-${figure}`}>
      <Arrow size={11} aria-hidden="true" />
      <AskChip
        label={`${figure} of ${spokenName(node)}`}
        tone={tone}
        onOpen={(anchor) => openQuestion({ figure, id: node.id, anchor })}
      />
    </div>
  );
}

/** Beside a figure that the person has said rightly. */
function Tick({ figure, id }: { figure: "value" | "gradient"; id: string }) {
  const right = useSettled(figure, id) === "right";
  return (
    right && <Check size={13} className={`figure-tick figure-tick-${figure}`} aria-label="said rightly" />
  );
}

interface TensorFigureProps {
  tensor: Tensor;
  tone: "forward" | "backward";
  testId: string;
  label: string;
}

function Figure({ tensor, tone, testId, label }: TensorFigureProps) {
  useNumberFormat();
  const Arrow = tone === "forward" ? ArrowRight : ArrowLeft;
  const [first] = tensor.data;
  if (tensor.shape.length === 0 && first !== undefined) {
    return (
      <div className={`figure figure-${tone}`}>
        <Arrow size={11} aria-hidden="true" />
        <span className="numeric" data-testid={testId} title={formatFull(first)}>
          {formatNumber(first)}
        </span>
      </div>
    );
  }
  const { rows, columns } = gridOf(tensor.shape);
  const width = 86;
  const height = Math.round(Math.min(56, Math.max(12, (width * rows) / columns)));
  return (
    <div className={`figure figure-${tone} figure-tensor`} data-testid={testId}>
      <Arrow size={11} aria-hidden="true" />
      {isSmall(tensor.shape) ? (
        <SmallMatrix {...tensor} tone={tone} label={label} />
      ) : (
        <HeatMap
          {...tensor}
          tone={tone}
          label={`${label}, ${formatShape(tensor.shape)}`}
          width={width}
          height={height}
        />
      )}
      {tone === "forward" && <span className="figure-shape numeric">{formatShape(tensor.shape)}</span>}
    </div>
  );
}
