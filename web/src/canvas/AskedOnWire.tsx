import { EdgeLabelRenderer } from "@xyflow/react";
import { useDocument } from "../document/store.ts";
import { openQuestion } from "../engine/asking.ts";
import { spokenName } from "../engine/edit.ts";
import { useCover } from "../engine/veil.ts";
import { AskChip } from "../ui/AskChip.tsx";

interface AskedOnWireProps {
  id: string;
  source: string;
  target: string;
  x: number;
  y: number;
}

/** The covered figures of a wire, in its middle: the local derivative along it, and what flows back. */
export function AskedOnWire({ id, source, target, x, y }: AskedOnWireProps) {
  const local = useCover("local", id) === "asked";
  const contribution = useCover("contribution", id) === "asked";
  const graph = useDocument((state) => (local || contribution ? state.graph : null));
  if (!graph) return null;
  const [from, to] = [source, target].map((end) => {
    const node = graph.nodes.find((other) => other.id === end);
    return node ? spokenName(node) : end;
  });
  const wire = `from ${from} to ${to}`;
  return (
    <EdgeLabelRenderer>
      <div
        className="wire-asked"
        style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
        data-testid="asked-wire"
      >
        {local && (
          <AskChip
            label={`local derivative on the wire ${wire}`}
            tone="forward"
            onOpen={(anchor) => openQuestion({ figure: "local", id, anchor })}
          />
        )}
        {contribution && (
          <AskChip
            label={`what flows back on the wire ${wire}`}
            tone="backward"
            onOpen={(anchor) => openQuestion({ figure: "contribution", id, anchor })}
          />
        )}
      </div>
    </EdgeLabelRenderer>
  );
}
