import { useEffect, useMemo, useState } from "react";
import { useSelection } from "../document/selection.ts";
import { useDocument } from "../document/store.ts";
import type { GraphNode } from "../document/types.ts";
import { useQuizOn } from "../engine/asking.ts";
import { spokenName } from "../engine/edit.ts";
import { jacobian, useLive } from "../engine/live.ts";
import type { Snapshot, Tensor } from "../engine/snapshot.ts";
import { shine } from "../engine/spotlight.ts";
import { indicesOf } from "../ui/EntryPicker.tsx";
import { formatFull, formatNumber, formatShape } from "../ui/format.ts";
import { MathName } from "../ui/MathName.tsx";
import { ancestors, between, orderOf } from "./between.ts";
import { Entries } from "./Entries.tsx";
import { type Cell, JacobianMatrix } from "./JacobianMatrix.tsx";
import "./Microscope.css";

/** Every derivative of one node by another, as a matrix whose cells light what they join. */
export function JacobianPanel() {
  const graph = useDocument((state) => state.graph);
  const snapshot = useLive();
  const quiz = useQuizOn();
  const [pair, setPair] = useState<{ of: string; by: string } | null>(null);
  const { of, by } = useMemo(() => valid(snapshot, pair) ?? first(snapshot), [snapshot, pair]);
  useSelectedPair(setPair);
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const ordered = snapshot.order.flatMap((id) => (snapshot.nodes.get(id)?.value ? (byId.get(id) ?? []) : []));
  const outputs = ordered.filter((node) => graph.wires.some((wire) => wire.to === node.id));
  const upstream = of ? ancestors(graph, of) : new Set<string>();
  const inputs = ordered.filter((node) => upstream.has(node.id) && node.id !== of);
  if (!of || !by) {
    return (
      <p className="microscope-empty">
        No node is computed from another yet: wire some, and give their inputs a value.
      </p>
    );
  }
  const option = (node: GraphNode) => (
    <option key={node.id} value={node.id}>
      {spokenName(node)} {formatShape(snapshot.nodes.get(node.id)?.shape ?? [])}
    </option>
  );
  return (
    <div className="microscope" data-testid="microscope">
      <div className="microscope-head">
        <span className="microscope-d">∂</span>
        <select
          aria-label="Which node is differentiated"
          data-testid="jacobian-of"
          value={of}
          onChange={(event) => {
            const next = event.currentTarget.value;
            const before = ancestors(graph, next);
            setPair({ of: next, by: before.has(by) && by !== next ? by : (nearest(snapshot, next) ?? by) });
          }}
        >
          {outputs.map(option)}
        </select>
        <span className="microscope-d">/ ∂</span>
        <select
          aria-label="By which node"
          data-testid="jacobian-by"
          value={by}
          onChange={(event) => setPair({ of, by: event.currentTarget.value })}
        >
          {inputs.map(option)}
        </select>
      </div>
      {quiz ? (
        <p className="microscope-empty">Held back while figures are covered.</p>
      ) : (
        <Shown key={`${of} ${by}`} of={of} by={by} snapshot={snapshot} />
      )}
    </div>
  );
}

/** Two nodes that are selected are the two to look at. */
function useSelectedPair(choose: (pair: { of: string; by: string }) => void) {
  const selected = useSelection((selection) => selection.nodes);
  useEffect(() => {
    const [a, b, more] = [...selected];
    if (a === undefined || b === undefined || more !== undefined) return;
    const { graph, order } = useLive.getState();
    choose(orderOf(graph, order, [a, b]));
  }, [selected, choose]);
}

function valid({ nodes }: Snapshot, pair: { of: string; by: string } | null) {
  return pair && nodes.get(pair.of)?.value && nodes.get(pair.by)?.value ? pair : null;
}

/** To begin with: the first node that is a vector or more, by what it is computed from; else the loss. */
function first(snapshot: Snapshot): { of: string | null; by: string | null } {
  const { graph, order, nodes, loss } = snapshot;
  const computed = order.filter((id) => graph.wires.some((wire) => wire.to === id) && nodes.get(id)?.value);
  const vector = computed.find((id) => (nodes.get(id)?.shape?.length ?? 0) > 0);
  const of = vector ?? computed.find((id) => id === loss) ?? computed.at(-1) ?? null;
  return { of, by: of === null ? null : nearest(snapshot, of) };
}

/** The source nearest before a node that a gradient reaches. */
function nearest({ graph, order, nodes }: Snapshot, of: string): string | null {
  const before = ancestors(graph, of);
  const found = order.filter((id) => id !== of && before.has(id) && nodes.get(id)?.value);
  return found.find((id) => nodes.get(id)?.gradient) ?? found.at(-1) ?? null;
}

interface ShownProps {
  of: string;
  by: string;
  snapshot: Snapshot;
}

function Shown({ of, by, snapshot }: ShownProps) {
  const answer = useMemo(() => (snapshot ? jacobian(of, by) : null), [snapshot, of, by]);
  const [cell, setCell] = useState<Cell>({ row: 0, column: 0 });
  const [lit, light] = useState(false);
  const output = snapshot.nodes.get(of)?.value;
  const input = snapshot.nodes.get(by)?.value;

  useEffect(() => {
    shine("microscope", lit ? { ...between(snapshot.graph, by, of), tone: "backward" } : null);
    return () => shine("microscope", null);
  }, [lit, snapshot.graph, of, by]);

  if (!answer || !output || !input) return null;
  if ("refusal" in answer) {
    return (
      <p className="microscope-empty" data-testid="jacobian-refusal">
        {answer.refusal}
      </p>
    );
  }
  const at = { row: Math.min(cell.row, answer.rows - 1), column: Math.min(cell.column, answer.columns - 1) };
  const value = answer.values[at.row * answer.columns + at.column] ?? Number.NaN;
  const names = { of: nameOf(snapshot, of), by: nameOf(snapshot, by) };
  return (
    <div className="microscope-body">
      <div className="microscope-left">
        <JacobianMatrix
          {...answer}
          outputShape={output.shape}
          inputShape={input.shape}
          cell={at}
          label={`Jacobian of ${names.of} by ${names.by}`}
          onCell={setCell}
          onLight={light}
        />
        <p className="microscope-size">
          {answer.rows} × {answer.columns}: a row for each entry of {names.of}, a column for each of{" "}
          {names.by}.
        </p>
      </div>
      <div className="microscope-right">
        <p className="microscope-says" data-testid="jacobian-says">
          ∂ <Sym name={names.of} tensor={output} entry={at.row} /> / ∂{" "}
          <Sym name={names.by} tensor={input} entry={at.column} /> ={" "}
          <strong className="numeric" title={formatFull(value)}>
            {formatNumber(value)}
          </strong>
        </p>
        <div className="microscope-tensors">
          <Entries name={names.of} tensor={output} entry={at.row} tone="forward" />
          <Entries name={names.by} tensor={input} entry={at.column} tone="forward" />
        </div>
      </div>
    </div>
  );
}

function nameOf({ graph }: Snapshot, id: string): string {
  const node = graph.nodes.find((one) => one.id === id);
  return node ? spokenName(node) : id;
}

function Sym({ name, tensor, entry }: { name: string; tensor: Tensor; entry: number }) {
  return (
    <>
      <MathName name={name} />
      {tensor.shape.length > 0 && `[${indicesOf(entry, tensor.shape).join(", ")}]`}
    </>
  );
}
