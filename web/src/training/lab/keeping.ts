import { setSetting } from "../../document/commands.ts";
import { apply, currentGraph, endGesture } from "../../document/store.ts";
import { nodeLabel, type SettingValue } from "../../document/types.ts";
import { opOf, valueSetting } from "../../engine/catalogue.ts";
import { useLive } from "../../engine/live.ts";
import { announce } from "../../ui/announce.tsx";
import { nested, shortest } from "../literals.ts";
import { parameterNow } from "./inside.ts";
import { reset } from "./lab.ts";
import { useLab } from "./state.ts";

/** Parameters of more entries than this stay out of the document. */
const KEEP_LIMIT = 256;

/** The parameters that can be written into the document. */
function keepable(): Map<string, { setting: string; value: SettingValue }> {
  const values = new Map<string, { setting: string; value: SettingValue }>();
  const { nodes } = useLive.getState();
  for (const node of currentGraph().nodes) {
    const data = parameterNow(nodeLabel(node));
    const setting = valueSetting(opOf(node.op));
    const shape = nodes.get(node.id)?.shape;
    if (!data || !setting || !shape || data.length > KEEP_LIMIT || !data.every(Number.isFinite)) continue;
    values.set(node.id, { setting: setting.name, value: nested(Array.from(data, shortest), shape) });
  }
  return values;
}

export function canKeep(): boolean {
  return keepable().size > 0;
}

/** Writes what was learned into the document, as one step that can be undone. */
export function keepValues(): void {
  const values = keepable();
  if (values.size === 0) return;
  apply((graph) => {
    let next = graph;
    for (const [id, { setting, value }] of values) next = setSetting(next, id, setting, value);
    return next;
  });
  endGesture();
  reset();
  useLab.setState({ message: "The values are in the graph now. Undo takes them back." });
  announce("The trained values are kept in the graph.");
}
