import { SquareArrowOutUpRight } from "lucide-react";
import { useEffect, useState } from "react";
import { useDocument } from "../document/store.ts";
import { useVisit } from "../ui/visit.ts";
import { toHash } from "./hashLink.ts";
import { idOf, pathOf } from "./links.ts";
import "./EmbedCorner.css";

/** In the corner of a frame: the graph as it stands, in a window of its own where it can be kept. */
export function EmbedCorner() {
  const embedded = useVisit((visit) => visit.embedded);
  return embedded ? <OpenLink /> : null;
}

function OpenLink() {
  const graph = useDocument((state) => state.graph);
  const changed = useDocument((state) => state.past.length > 0);
  const stored = idOf(location.pathname);
  const [hash, setHash] = useState("");

  useEffect(() => {
    let latest = true;
    void toHash(graph).then((made) => latest && setHash(made));
    return () => {
      latest = false;
    };
  }, [graph]);

  return (
    <a
      className="embedCorner"
      data-testid="open-in-chainrule"
      href={stored !== null && !changed ? pathOf(stored) : `/${hash}`}
      target="_blank"
      rel="noopener"
    >
      Open in Chainrule
      <SquareArrowOutUpRight size={13} aria-hidden="true" />
    </a>
  );
}
