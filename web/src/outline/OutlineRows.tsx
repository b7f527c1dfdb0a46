import { ChevronRight, CircleAlert } from "lucide-react";
import { memo } from "react";
import { useDocument } from "../document/store.ts";
import type { GraphNode } from "../document/types.ts";
import { compositeOf } from "../engine/catalogue.ts";
import { describeNode, sourceOf, spokenName, spokenOp, spokenTensor } from "../engine/edit.ts";
import { useLive, useNodeView } from "../engine/live.ts";
import type { Tensor } from "../engine/snapshot.ts";
import { useCover, useVeil } from "../engine/veil.ts";
import { MathName } from "../ui/MathName.tsx";
import { useNumberFormat } from "../ui/numberFormat.ts";
import { RowEditor } from "./RowEditor.tsx";
import type { Row } from "./rows.ts";
import { SourceChooser } from "./SourceChooser.tsx";

export interface RowProps {
  row: Row;
  active: boolean;
  selected: boolean;
  /** What of this row is being changed. */
  editing: "name" | "value" | "source" | null;
  onDone(): void;
}

export function OutlineRow(props: RowProps) {
  const { row } = props;
  if (row.kind === "group") return <GroupRow {...props} row={row} />;
  if (row.kind === "port") return <PortRow {...props} row={row} />;
  return <NodeRow {...props} row={row} />;
}

type Of<Kind extends Row["kind"]> = RowProps & { row: Extract<Row, { kind: Kind }> };

/** What every row of the tree says of itself. */
function attributes({ row, active, selected }: RowProps) {
  return {
    role: "treeitem",
    className: `outlineRow outlineRow-${row.kind}`,
    tabIndex: active ? 0 : -1,
    "aria-level": row.level,
    "aria-posinset": row.position,
    "aria-setsize": row.count,
    "aria-selected": selected,
    "aria-expanded": row.kind === "port" || row.open === null ? undefined : row.open,
    "data-row": row.key,
    style: { paddingLeft: 6 + 16 * (row.level - 1) },
  };
}

/** What a row says to those who listen; what is drawn in it is for those who look. */
function Spoken({ text }: { text: string }) {
  return <span className="visuallyHidden">{text}</span>;
}

function Caret({ row }: { row: Row }) {
  const open = row.kind === "port" ? null : row.open;
  if (open === null) return <span className="outlineRow-caret" />;
  return (
    <span className="outlineRow-caret" data-open={open} data-caret>
      <ChevronRight size={14} aria-hidden="true" />
    </span>
  );
}

const NodeRow = memo(function NodeRow(props: Of<"node">) {
  const { row, editing, onDone } = props;
  const { node } = row;
  useNumberFormat();
  const view = useNodeView(node.id);
  const veil = useVeil();
  const label = useDocument((state) => describeNode(state.graph, node, view, veil));
  const does = useDocument((state) => spokenOp(state.graph, node));
  const isLoss = useLive((snapshot) => snapshot.loss === node.id);
  const trouble = view?.problems.map((problem) => problem.message).join(" ");
  return (
    <div {...attributes(props)} data-outline={node.name ?? node.id} data-id={node.id}>
      <Spoken text={label} />
      <Caret row={row} />
      {editing === "name" || editing === "value" ? (
        <RowEditor node={node} what={editing} onClose={onDone} />
      ) : (
        <span className="outlineRow-name" aria-hidden="true">
          {node.name && <MathName name={node.name} />}
          <span className="outlineRow-does">{does}</span>
        </span>
      )}
      {isLoss && node.name !== "loss" && (
        <span className="outlineRow-tag" aria-hidden="true">
          loss
        </span>
      )}
      {trouble && <CircleAlert className="outlineRow-alert" size={14} aria-hidden="true" />}
      {editing === "value" ? <span /> : <Figure node={node} figure="value" tensor={view?.value} />}
      <Figure node={node} figure="gradient" tensor={view?.gradient} />
      {trouble && (
        <span className="outlineRow-trouble" aria-hidden="true">
          {trouble}
        </span>
      )}
    </div>
  );
});

interface FigureProps {
  node: GraphNode;
  figure: "value" | "gradient";
  tensor: Tensor | null | undefined;
}

function Figure({ node, figure, tensor }: FigureProps) {
  const cover = useCover(figure, node.id);
  const text = !tensor || cover === "blank" ? "" : cover === "asked" ? "?" : spokenTensor(tensor);
  return (
    <span className={`outlineRow-${figure} numeric`} aria-hidden="true">
      {text.replace("of shape ", "")}
    </span>
  );
}

const PortRow = memo(function PortRow(props: Of<"port">) {
  const { row, editing, onDone } = props;
  const { node, port } = row;
  const source = useDocument((state) => sourceOf(state.graph, node.id, port.name));
  const told = useDocument((state) => (source ? (source.name ?? spokenOp(state.graph, source)) : null));
  const from = told ?? (port.optional ? "nothing yet" : "nothing, needs a wire");
  const line = (
    <div {...attributes(props)} data-outline-port={port.name} title={port.summary}>
      <Spoken text={`input ${port.label} of ${spokenName(node)}, from ${from}`} />
      <Caret row={row} />
      <span className="outlineRow-name" aria-hidden="true">
        <span className="mathName">{port.label}</span>
        <span className="outlineRow-does">from {source?.name ? <MathName name={source.name} /> : from}</span>
      </span>
    </div>
  );
  if (editing !== "source") return line;
  return (
    <SourceChooser node={node} port={port} onClose={onDone}>
      {line}
    </SourceChooser>
  );
});

const GroupRow = memo(function GroupRow(props: Of<"group">) {
  const { row } = props;
  const { group, size } = row;
  const kind = compositeOf(group.kind)?.label.toLowerCase() ?? group.kind;
  const name = group.name || kind;
  const nodes = `${size} ${size === 1 ? "node" : "nodes"}`;
  return (
    <div {...attributes(props)} data-outline-group={group.id}>
      <Spoken text={`${name}, ${kind} of ${nodes}`} />
      <Caret row={row} />
      <span className="outlineRow-name" aria-hidden="true">
        {group.name && <span>{group.name}</span>}
        <span className="outlineRow-does">
          {kind}, {nodes}
        </span>
      </span>
    </div>
  );
});
