import type { Problem } from "../engine/snapshot.ts";
import { useNotePlace } from "./places.ts";
import "./Problems.css";

/** What is wrong with a node, in words beside its card, where they cover nothing. */
export function Problems({ id, problems }: { id: string; problems: readonly Problem[] }) {
  const place = useNotePlace(id);
  return (
    <div
      className="nodeCard-problems"
      data-side={place?.side}
      data-align={place?.align}
      data-folded={place?.folded || undefined}
    >
      {problems.map((problem) => (
        <p key={`${problem.code} ${problem.port}`} data-testid="problem" data-code={problem.code}>
          {problem.message}
        </p>
      ))}
    </div>
  );
}
