import { CircleAlert } from "lucide-react";
import { select } from "../document/selection.ts";
import { useDocument } from "../document/store.ts";
import { nodeLabel } from "../document/types.ts";
import type { Problem } from "../engine/snapshot.ts";

/** What stands in the way, in words; a problem of a node leads there. */
export function Problems({ message, problems }: { message: string | null; problems: readonly Problem[] }) {
  const nodes = useDocument((state) => state.graph.nodes);
  if (problems.length === 0 && !message) return null;
  const listed = problems.length > 0 ? problems : [{ message: message ?? "", node: null }];
  return (
    <ul className="trainProblems" role="alert" data-testid="training-problems">
      {listed.map((problem) => {
        const node = nodes.find((candidate) => candidate.id === problem.node);
        return (
          <li key={`${problem.node} ${problem.message}`}>
            <CircleAlert size={14} aria-hidden="true" />
            <span>
              {problem.message}
              {node && (
                <button type="button" className="trainLink" onClick={() => select([node.id])}>
                  Show {nodeLabel(node)}
                </button>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
