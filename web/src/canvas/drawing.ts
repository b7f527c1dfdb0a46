import { useConnection } from "@xyflow/react";
import { useEffect } from "react";
import { create } from "zustand";

interface Drawing {
  /** The handle that a wire is drawn from, as "type, card, handle" in lines; null while none is. */
  readonly handle: string | null;
  /** The graph is large and far away: ports are only dots. */
  readonly afar: boolean;
}

/** What every port has to know of the canvas. A store of its own, since that of React Flow changes with every movement. */
export const useDrawing = create<Drawing>()(() => ({ handle: null, afar: false }));

export function useWatchedDrawing(afar: boolean): void {
  const handle = useConnection((connection): string | null =>
    connection.inProgress
      ? `${connection.fromHandle.type}\n${connection.fromHandle.nodeId}\n${connection.fromHandle.id}`
      : null,
  );
  useEffect(() => useDrawing.setState({ handle, afar }), [handle, afar]);
}
