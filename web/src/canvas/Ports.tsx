import { Handle, Position, useConnection } from "@xyflow/react";
import type { GraphNode } from "../document/types.ts";
import { opOf } from "../engine/catalogue.ts";
import { refusal } from "../engine/live.ts";
import "./Ports.css";

/** The wire that is being drawn: from an output, or back from a port. */
interface Drawing {
  node: string;
  port: string | null;
}

/** The ports of a node: what goes in on the left, what comes out on the right. While a wire is drawn, those that fit show it. */
export function Ports({ node, count }: { node: GraphNode; count: number }) {
  const ports = (opOf(node.op)?.ports ?? []).slice(0, count);
  const drawing = useConnection((connection): string | null =>
    connection.inProgress
      ? `${connection.fromHandle.type}\n${connection.fromHandle.nodeId}\n${connection.fromHandle.id}`
      : null,
  );
  const from = readDrawing(drawing);
  return (
    <>
      {ports.map((port, i) => (
        <Handle
          key={port.name}
          id={port.name}
          type="target"
          position={Position.Left}
          className={`port ${portClass(from, from?.port === null ? refusal(from.node, node.id, port.name) : "other")}`}
          style={{ top: `${(100 * (i + 1)) / (ports.length + 1)}%` }}
          data-port={port.name}
        >
          <span className="port-label">{port.label}</span>
        </Handle>
      ))}
      <Handle
        id="out"
        type="source"
        position={Position.Right}
        className={`port ${portClass(from, from?.port ? refusal(node.id, from.node, from.port) : "other")}`}
        data-port="out"
      />
    </>
  );
}

function readDrawing(drawing: string | null): Drawing | null {
  if (drawing === null) return null;
  const [type, node = "", handle = ""] = drawing.split("\n");
  return { node, port: type === "target" ? handle : null };
}

function portClass(from: Drawing | null, reason: string): string {
  if (!from || reason === "other") return "";
  return reason === "" ? "port-fits" : "port-refuses";
}
