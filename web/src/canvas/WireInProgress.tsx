import { type ConnectionLineComponentProps, getBezierPath } from "@xyflow/react";

/** The wire while it is drawn: solid where it fits, broken where it is refused. */
export function WireInProgress(props: ConnectionLineComponentProps) {
  const { fromX, fromY, fromPosition, toX, toY, toPosition, connectionStatus } = props;
  const [path] = getBezierPath({
    sourceX: fromX,
    sourceY: fromY,
    sourcePosition: fromPosition,
    targetX: toX,
    targetY: toY,
    targetPosition: toPosition,
    curvature: 0.32,
  });
  return <path className={`wire-drawn wire-${connectionStatus ?? "loose"}`} d={path} />;
}
