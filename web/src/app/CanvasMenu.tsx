import { ContextMenu } from "radix-ui";
import { type MouseEvent as ReactMouseEvent, type ReactNode, useRef } from "react";
import { startWiring } from "../canvas/wiring.ts";
import { select, useSelection } from "../document/selection.ts";
import type { Position } from "../document/types.ts";
import { useVisit } from "../ui/visit.ts";
import { type Action, actions } from "./actions.ts";
import { askForOperation, onlySelected } from "./asking.ts";
import { isTyping, showKeys } from "./keys.ts";

/** What the menu offers of the actions: on a node, and everywhere. */
const onNodes = ["makeLoss", "duplicate", "remove"];
const everywhere = ["selectAll", "fit", "tidy"];

/** What can be done where the canvas is pressed with the other button, or long with a finger. */
export function CanvasMenu({ children }: { children: ReactNode }) {
  const at = useRef<Position>({ x: 0, y: 0 });
  const editable = useVisit((visit) => visit.editable);
  const some = useSelection(({ nodes, wires }) => nodes.size + wires.size > 0);

  const onContextMenu = (event: ReactMouseEvent) => {
    at.current = { x: event.clientX, y: event.clientY };
    const node = event.target instanceof Element ? event.target.closest(".react-flow__node") : null;
    const id = node?.getAttribute("data-id");
    if (id && !useSelection.getState().nodes.has(id)) select([id]);
    if (!id) select([]);
  };

  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild disabled={!editable}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the menu opens by the keyboard's menu key too. */}
        <div
          className="canvasMenu-place"
          onContextMenu={onContextMenu}
          // A field has the browser's own menu.
          onContextMenuCapture={(event) => isTyping(event.target) && event.stopPropagation()}
        >
          {children}
        </div>
      </ContextMenu.Trigger>
      <ContextMenu.Content className="menu" data-testid="canvas-menu">
        <ContextMenu.Item
          className="menu-item menu-row"
          onSelect={() => askForOperation(at.current, undefined, onlySelected())}
        >
          Add an operation here <kbd>/</kbd>
        </ContextMenu.Item>
        {some && <Wire />}
        {some && <Actions of={onNodes} />}
        <ContextMenu.Separator className="menu-line" />
        <Actions of={everywhere} />
      </ContextMenu.Content>
    </ContextMenu.Root>
  );
}

function Wire() {
  const node = onlySelected();
  if (!node) return null;
  return (
    <ContextMenu.Item className="menu-item menu-row" onSelect={() => startWiring(node.id)}>
      Draw a wire from here <kbd>W</kbd>
    </ContextMenu.Item>
  );
}

function Actions({ of }: { of: readonly Action["id"][] }) {
  return of
    .flatMap((id) => actions.find((action) => action.id === id) ?? [])
    .map(({ id, label, keys, run }) => (
      <ContextMenu.Item key={id} className="menu-item menu-row" onSelect={run}>
        {label} <kbd>{showKeys(keys[0] ?? "")}</kbd>
      </ContextMenu.Item>
    ));
}
