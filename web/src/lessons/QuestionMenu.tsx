import { ChevronDown } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useSelection } from "../document/selection.ts";
import { useDocument } from "../document/store.ts";
import type { QuestionKind } from "../engine/lessons.ts";
import { asked } from "./draft.ts";

const kinds: readonly { kind: QuestionKind; label: string; about: "node" | "wire" | "nothing" }[] = [
  { kind: "value", label: "A value", about: "node" },
  { kind: "gradient", label: "A gradient", about: "node" },
  { kind: "contribution", label: "What a wire sends back", about: "wire" },
  { kind: "direction", label: "Whether the loss rises", about: "node" },
  { kind: "shape", label: "A shape", about: "node" },
  { kind: "formula", label: "A gradient as a formula", about: "node" },
  { kind: "choice", label: "A choice", about: "nothing" },
  { kind: "build", label: "This graph, to be built", about: "node" },
  { kind: "node", label: "A node to be found", about: "node" },
  { kind: "reach", label: "A gradient to be reached", about: "node" },
];

/** The kinds of questions, about what is selected on the canvas. */
export function QuestionMenu({ onChoose }: { onChoose(kind: QuestionKind): void }) {
  const graph = useDocument((state) => state.graph);
  const selection = useSelection();
  const { node, from, to } = asked(graph, selection);
  const about = { node, wire: from && to ? `${from} to ${to}` : null, nothing: "" };
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="button draft-add" data-testid="draft-question">
        Question
        <ChevronDown size={14} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content
        className="menu"
        align="start"
        sideOffset={6}
        onCloseAutoFocus={(event) => event.preventDefault()}
      >
        <DropdownMenu.Label className="menu-label">
          {node
            ? `About ${node}`
            : about.wire
              ? `About the wire from ${about.wire}`
              : "Select a named node or a wire first"}
        </DropdownMenu.Label>
        {kinds.map(({ kind, label, about: needs }) => (
          <DropdownMenu.Item
            key={kind}
            className="menu-item"
            data-kind={kind}
            disabled={about[needs] === null}
            onSelect={() => onChoose(kind)}
          >
            {label}
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
