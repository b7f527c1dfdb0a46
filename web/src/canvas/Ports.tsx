import { Handle, Position } from "@xyflow/react";
import type { GraphNode } from "../document/types.ts";
import { opOf } from "../engine/catalogue.ts";
import { refusal } from "../engine/live.ts";
import { useDrawing } from "./drawing.ts";
import { type ClosedGroup, nodeAtOutput, outHandle, portAtInput } from "./scene.ts";
import "./Ports.css";

/** The wire that is being drawn: from an output, or back from a port. */
interface Drawing {
  node: string;
  port: string | null;
}

/** A port at the left, as a person reads it. */
interface Entrance {
  id: string;
  node: string;
  port: string;
  label: string;
}

/** The ports of a node: what goes in on the left, what comes out on the right. While a wire is drawn, those that fit show it. */
export function Ports({ node, count }: { node: GraphNode; count: number }) {
  const ports = (opOf(node.op)?.ports ?? []).slice(0, count);
  return (
    <Handles
      entrances={ports.map(({ name, label }) => ({ id: name, node: node.id, port: name, label }))}
      exits={[{ id: "out", node: node.id, label: "" }]}
    />
  );
}

/** The ports of a closed group: those of its nodes that face outwards. */
export function ClosedPorts({ closed, nameOf }: { closed: ClosedGroup; nameOf(node: string): string }) {
  return (
    <Handles
      entrances={closed.ins.map(({ key, node, port }) => ({ id: key, node, port, label: port }))}
      exits={closed.outs.map((node) => ({
        id: outHandle(node),
        node,
        label: closed.outs.length > 1 ? nameOf(node) : "",
      }))}
    />
  );
}

interface HandlesProps {
  entrances: readonly Entrance[];
  exits: readonly { id: string; node: string; label: string }[];
}

function Handles({ entrances, exits }: HandlesProps) {
  const drawing = useDrawing((state) => state.handle);
  const afar = useDrawing((state) => state.afar);
  if (afar) return <Dots entrances={entrances} exits={exits} />;
  const from = readDrawing(drawing);
  return (
    <>
      {entrances.map(({ id, node, port, label }, i) => (
        <Handle
          key={id}
          id={id}
          type="target"
          position={Position.Left}
          className={`port ${portClass(from, from?.port === null ? refusal(from.node, node, port) : "other")}`}
          style={{ top: `${(100 * (i + 1)) / (entrances.length + 1)}%` }}
          data-port={port}
        >
          <span className="port-label">{label}</span>
        </Handle>
      ))}
      {exits.map(({ id, node, label }, i) => (
        <Handle
          key={id}
          id={id}
          type="source"
          position={Position.Right}
          className={`port ${portClass(from, from?.port ? refusal(node, from.node, from.port) : "other")}`}
          style={exits.length > 1 ? { top: `${(100 * (i + 1)) / (exits.length + 1)}%` } : undefined}
          data-port="out"
        >
          {label && <span className="port-label port-label-out">{label}</span>}
        </Handle>
      ))}
    </>
  );
}

/** Ports that nobody can hit: they only mark for React Flow where wires end. */
function Dots({ entrances, exits }: HandlesProps) {
  const dot = (side: "left" | "right", id: string, i: number, all: number) => (
    <div
      key={`${side} ${id}`}
      className={`react-flow__handle react-flow__handle-${side} ${side === "left" ? "target" : "source"} port`}
      data-handleid={id}
      data-handlepos={side}
      style={{ top: `${(100 * (i + 1)) / (all + 1)}%` }}
    />
  );
  return (
    <>
      {entrances.map(({ id }, i) => dot("left", id, i, entrances.length))}
      {exits.map(({ id }, i) => dot("right", id, i, exits.length))}
    </>
  );
}

function readDrawing(drawing: string | null): Drawing | null {
  if (drawing === null) return null;
  const [type, id = "", handle = ""] = drawing.split("\n");
  if (type !== "target") return { node: nodeAtOutput(id, handle), port: null };
  const { to, port } = portAtInput(id, handle);
  return { node: to, port };
}

function portClass(from: Drawing | null, reason: string): string {
  if (!from || reason === "other") return "";
  return reason === "" ? "port-fits" : "port-refuses";
}
