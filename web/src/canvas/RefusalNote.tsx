import { useConnection, useStore } from "@xyflow/react";
import { refusal } from "../engine/live.ts";
import { nodeAtOutput, portAtInput } from "./scene.ts";

/** Beside the pointer, while a wire is held over a port that does not take it: why. */
export function RefusalNote() {
  const note = useConnection((connection) => {
    if (!connection.inProgress || connection.isValid !== false || !connection.toHandle) return null;
    const { fromHandle, toHandle, to } = connection;
    const forward = fromHandle.type === "source";
    const [source, target] = forward ? [fromHandle, toHandle] : [toHandle, fromHandle];
    const entered = portAtInput(target.nodeId, target.id);
    const reason =
      source.type === target.type
        ? "A wire goes from an output on the right of a node to a port on the left of another."
        : refusal(nodeAtOutput(source.nodeId, source.id), entered.to, entered.port);
    return `${to.x}\n${to.y}\n${reason}`;
  });
  const transform = useStore((state) => state.transform);
  if (!note) return null;
  const [x = "0", y = "0", reason] = note.split("\n");
  const [left, top, zoom] = transform;
  if (!reason) return null;
  return (
    <div
      className="refusal"
      role="alert"
      data-testid="refusal"
      style={{ left: Number(x) * zoom + left + 16, top: Number(y) * zoom + top + 16 }}
    >
      {reason}
    </div>
  );
}
