import { Popover } from "radix-ui";
import type { ReactNode } from "react";
import { connect, remove } from "../document/commands.ts";
import { apply, currentGraph } from "../document/store.ts";
import { type GraphNode, nodeLabel, wireKey } from "../document/types.ts";
import type { Port } from "../engine/catalogue.ts";
import { sourceOf, spokenName, spokenOp, spokenTensor } from "../engine/edit.ts";
import { refusal, useLive } from "../engine/live.ts";
import { coverOf, useVeil } from "../engine/veil.ts";
import { announce } from "../ui/announce.tsx";
import { type Choice, ChoiceList } from "../ui/ChoiceList.tsx";
import { inForwardOrder } from "./rows.ts";

const NOTHING = "";

interface SourceChooserProps {
  node: GraphNode;
  port: Port;
  onClose(): void;
  /** What the list hangs on. */
  children: ReactNode;
}

/** What may be wired to a port: the nodes that fit first, then the others, each with the reason why it does not. */
export function SourceChooser({ node, port, onClose, children }: SourceChooserProps) {
  const current = sourceOf(currentGraph(), node.id, port.name);

  const choose = (from: string) => {
    const key = wireKey({ to: node.id, port: port.name });
    apply((graph) =>
      from === NOTHING
        ? remove(graph, new Set(), new Set([key]))
        : connect(graph, { from, to: node.id, port: port.name }),
    );
    const source = currentGraph().nodes.find((other) => other.id === from);
    announce(source ? `${spokenName(source)} goes into ${port.label}.` : `Nothing goes into ${port.label}.`);
    onClose();
  };

  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor asChild>{children}</Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          className="popover"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={`What goes into ${port.label} of ${spokenName(node)}`}
          onOpenAutoFocus={(event) => event.preventDefault()}
          // The outline takes the keyboard back by itself.
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <p className="popover-title">
            What goes into {port.label} of {spokenName(node)}?
          </p>
          <ChoiceList
            label={`Sources for ${port.label}`}
            choices={sourcesFor(node, port)}
            current={current?.id ?? NOTHING}
            onChoose={choose}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function sourcesFor(node: GraphNode, port: Port): Choice[] {
  const snapshot = useLive.getState();
  const veil = useVeil.getState();
  const graph = currentGraph();
  const choices = inForwardOrder(graph, snapshot.order).map((source): Choice => {
    const value = snapshot.nodes.get(source.id)?.value;
    const shown = value && coverOf(veil, "value", source.id) === "shown";
    return {
      id: source.id,
      label: source.name ?? `${spokenOp(graph, source)}`,
      text: nodeLabel(source),
      note: shown ? spokenTensor(value) : undefined,
      refused: refusal(source.id, node.id, port.name) || undefined,
    };
  });
  const nothing: Choice = { id: NOTHING, label: "nothing", text: "nothing" };
  return [...choices.filter((c) => !c.refused), nothing, ...choices.filter((c) => c.refused)];
}
