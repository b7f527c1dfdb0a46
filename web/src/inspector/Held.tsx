import type { ReactNode } from "react";
import { type Figure, useCover } from "../engine/veil.ts";

interface HeldProps {
  figure: Figure;
  /** The id of the node, or the key of the wire. */
  id: string;
  children: ReactNode;
}

/** A figure that a pass may not have reached yet, or that the person may be asked for: then its place is blank. */
export function Held({ figure, id, children }: HeldProps) {
  const cover = useCover(figure, id);
  if (cover === "shown") return children;
  return (
    <p className="inspector-note" data-testid="held">
      {cover === "blank" ? "Not computed yet." : "Covered: say it first."}
    </p>
  );
}
