import { useId, useState } from "react";
import { rename } from "../document/commands.ts";
import { objectionTo } from "../document/naming.ts";
import { apply, currentGraph } from "../document/store.ts";
import type { GraphNode } from "../document/types.ts";
import { useVisit } from "../ui/visit.ts";

export function NameField({ node }: { node: GraphNode }) {
  const [draft, setDraft] = useState<string | null>(null);
  const id = useId();
  const editable = useVisit((visit) => visit.editable);
  const text = draft ?? node.name ?? "";
  const problem = draft === null ? null : objectionTo(currentGraph(), node.id, draft.trim());

  const finish = () => {
    if (draft !== null && problem === null) apply((graph) => rename(graph, node.id, draft.trim()));
    setDraft(null);
  };

  return (
    <div className="field">
      <label htmlFor={id}>Name</label>
      <input
        id={id}
        className="field-input field-name"
        data-testid="name"
        placeholder="unnamed"
        spellCheck={false}
        autoComplete="off"
        readOnly={!editable}
        value={text}
        aria-invalid={problem !== null}
        aria-describedby={problem ? `${id}-problem` : undefined}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === "Enter") finish();
          if (event.key === "Escape") setDraft(null);
        }}
      />
      {problem && (
        <p id={`${id}-problem`} className="field-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
