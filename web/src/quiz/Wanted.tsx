import { Fragment, type ReactNode } from "react";
import { useDocument } from "../document/store.ts";
import { type Graph, wireKey } from "../document/types.ts";
import type { FigureOf } from "../engine/asking.ts";
import { opOf } from "../engine/catalogue.ts";
import { spokenName } from "../engine/edit.ts";
import { localDerivative, useLive } from "../engine/live.ts";
import type { Snapshot, Tensor } from "../engine/snapshot.ts";
import { indicesOf } from "../ui/EntryPicker.tsx";
import { formatNumber } from "../ui/format.ts";
import { MathName } from "../ui/MathName.tsx";
import { entryOf, nodeOf } from "./covering.ts";

/** A question as it is put to the person. */
export interface Posed {
  readonly entry: number;
  readonly answer: string;
  /** "∂loss/∂w2". */
  readonly symbol: ReactNode;
  /** What that is, in words. */
  readonly words: string;
}

/** The question about a figure of the open document; null while the figure has no number. */
export function usePosed(of: FigureOf): Posed | null {
  const snapshot = useLive();
  const graph = useDocument((state) => state.graph);
  const tensor = tensorOf(snapshot, of);
  if (!tensor || tensor.data.length === 0) return null;
  const entry = entryOf(of, tensor.data.length);
  const value = tensor.data[entry] ?? Number.NaN;
  const index = tensor.shape.length > 0 ? ` [${indicesOf(entry, tensor.shape).join(", ")}]` : "";
  return { entry, answer: formatNumber(value), ...worded(graph, snapshot.loss, of, index) };
}

function tensorOf({ nodes, wires }: Snapshot, { figure, id }: FigureOf): Tensor | null {
  if (figure === "value") return nodes.get(id)?.value ?? null;
  if (figure === "gradient") return nodes.get(id)?.gradient ?? null;
  if (figure === "contribution") return wires.get(id)?.contribution ?? null;
  return localDerivative(id);
}

function worded(
  graph: Graph,
  loss: string | null,
  { figure, id }: FigureOf,
  index: string,
): Pick<Posed, "symbol" | "words"> {
  const wire = graph.wires.find((one) => wireKey(one) === id);
  const source = named(graph, wire?.from ?? id);
  const target = named(graph, wire?.to ?? id);
  const whole = named(graph, loss ?? "");
  const into = wire ? (opOf(nodeOf(graph, wire.to)?.op ?? "")?.ports ?? []) : [];
  const port = into.find((one) => one.name === wire?.port)?.label ?? wire?.port ?? "";
  switch (figure) {
    case "value":
      return { symbol: <Sym name={source} index={index} />, words: `The value of ${source}` };
    case "gradient":
      return {
        symbol: <Partial of={whole} by={source} index={index} />,
        words: `How fast ${whole} changes with ${source}`,
      };
    case "local":
      return {
        symbol: <Partial of={target} by={source} index={index} />,
        words: `How fast ${target} alone changes with ${source}, at port ${port}`,
      };
    case "contribution":
      return {
        symbol: (
          <>
            <Partial of={whole} by={target} index="" /> · <Partial of={target} by={source} index={index} />
          </>
        ),
        words: `What flows back from ${target} to ${source}`,
      };
  }
}

function named(graph: Graph, id: string): string {
  const node = nodeOf(graph, id);
  return node ? (node.name ?? `the ${spokenName(node)}`) : "the loss";
}

function Sym({ name, index }: { name: string; index: string }) {
  return (
    <Fragment>
      {name.startsWith("the ") ? name.slice(4) : <MathName name={name} />}
      {index}
    </Fragment>
  );
}

function Partial({ of, by, index }: { of: string; by: string; index: string }) {
  return (
    <span className="question-fraction">
      <span>
        ∂ <Sym name={of} index="" />
      </span>
      <span>
        ∂ <Sym name={by} index={index} />
      </span>
    </span>
  );
}

/** What is asked, as an equation: with a question mark, or with its answer. */
export function Wanted({ posed, answer, right }: { posed: Posed; answer: string | null; right: boolean }) {
  return (
    <div className="question-wanted">
      <p className="question-equation">
        {posed.symbol} <span>=</span>{" "}
        <span className={answer === null ? "" : "question-answer numeric"} data-right={right || undefined}>
          {answer ?? "?"}
        </span>
      </p>
      <p className="question-words">{posed.words}</p>
    </div>
  );
}
