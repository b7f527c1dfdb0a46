import { useEffect, useMemo, useState } from "react";
import { useSelection } from "../document/selection.ts";
import { useDocument } from "../document/store.ts";
import type { GraphNode } from "../document/types.ts";
import { opOf } from "../engine/catalogue.ts";
import { useLive } from "../engine/live.ts";

/** What a ledger can be opened for: every node that the loss depends on, parameters first. */
export interface Choice {
  readonly label: string;
  readonly nodes: readonly GraphNode[];
}

export function choicesOf(nodes: readonly GraphNode[], depends: (id: string) => boolean): Choice[] {
  const role = (node: GraphNode) => opOf(node.op)?.role ?? "operation";
  const reached = nodes.filter((node) => depends(node.id));
  const isData = (node: GraphNode) => role(node) === "input" || role(node) === "label";
  return [
    { label: "Parameters", nodes: reached.filter((node) => role(node) === "parameter") },
    { label: "Data", nodes: reached.filter(isData) },
    {
      label: "Computed",
      nodes: reached.filter((node) => !isData(node) && role(node) !== "parameter"),
    },
  ].filter((choice) => choice.nodes.length > 0);
}

/** The node whose ledger is open: what is selected, or what was chosen since, or else the first parameter. */
export function useTarget(): {
  choices: readonly Choice[];
  target: GraphNode | null;
  choose(id: string): void;
} {
  const nodes = useDocument((state) => state.graph.nodes);
  const snapshot = useLive();
  const selected = useSelection((selection) => (selection.nodes.size === 1 ? [...selection.nodes][0] : null));
  const [chosen, choose] = useState<string | null>(selected ?? null);
  useEffect(() => {
    if (selected) choose(selected);
  }, [selected]);
  const choices = useMemo(
    () => choicesOf(nodes, (id) => id !== snapshot.loss && snapshot.nodes.get(id)?.gradient != null),
    [nodes, snapshot],
  );
  const target = nodes.find((node) => node.id === chosen) ?? choices[0]?.nodes[0] ?? null;
  return { choices, target, choose };
}
