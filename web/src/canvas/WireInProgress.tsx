import { type ConnectionLineComponentProps, Position } from "@xyflow/react";
import { curve, pathOf } from "./geometry.ts";

/** The wire while it is drawn: solid where it fits, broken where it is refused. */
export function WireInProgress(props: ConnectionLineComponentProps) {
  const { fromX, fromY, fromPosition, toX, toY, connectionStatus } = props;
  const start = { x: fromX, y: fromY };
  const end = { x: toX, y: toY };
  const path = pathOf(fromPosition === Position.Left ? curve(end, start) : curve(start, end));
  return <path className={`wire-drawn wire-${connectionStatus ?? "loose"}`} d={path} />;
}
