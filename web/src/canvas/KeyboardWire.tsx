import { Popover } from "radix-ui";
import { useRef } from "react";
import { useDocument } from "../document/store.ts";
import { spokenName } from "../engine/edit.ts";
import { ChoiceList } from "../ui/ChoiceList.tsx";
import { focusNode } from "./viewport.ts";
import { drawWire, inputsFor, useWiring } from "./wiring.ts";

/** A wire that is drawn with the keyboard: what to do next, and the inputs of the node it has come to. */
export function KeyboardWire() {
  const { from, to } = useWiring();
  const source = useDocument((state) => state.graph.nodes.find((node) => node.id === from));
  const target = useDocument((state) => state.graph.nodes.find((node) => node.id === to));
  const card = useRef<Element | null>(null);
  if (!source) return null;
  card.current = document.querySelector(`.react-flow__node[data-id="${CSS.escape(to ?? "")}"]`);
  return (
    <>
      <p className="keyboardWire" data-testid="keyboard-wire">
        A wire from <b>{spokenName(source)}</b>: walk with the arrow keys, <kbd>Enter</kbd> takes it to a
        node, <kbd>Esc</kbd> drops it.
      </p>
      {target && (
        <Popover.Root
          open
          onOpenChange={(open) => {
            if (open) return;
            // One Escape takes back the choice, the next one the wire.
            useWiring.setState({ to: null });
            focusNode(target.id);
          }}
        >
          <Popover.Anchor virtualRef={card as React.RefObject<Element>} />
          <Popover.Portal>
            <Popover.Content
              className="popover"
              side="left"
              sideOffset={14}
              collisionPadding={8}
              aria-label={`Inputs of ${spokenName(target)}`}
              onOpenAutoFocus={(event) => event.preventDefault()}
              onCloseAutoFocus={(event) => event.preventDefault()}
            >
              <p className="popover-title">Which input of {spokenName(target)}?</p>
              <ChoiceList
                label={`Inputs of ${spokenName(target)}`}
                choices={inputsFor(source.id, target.id)}
                onChoose={(port) => drawWire(port)}
              />
            </Popover.Content>
          </Popover.Portal>
        </Popover.Root>
      )}
    </>
  );
}
