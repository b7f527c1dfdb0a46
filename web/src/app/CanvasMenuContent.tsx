import { DropdownMenu } from "radix-ui";
import { startWiring } from "../canvas/wiring.ts";
import { useSelection } from "../document/selection.ts";
import type { Position } from "../document/types.ts";
import { type Action, actions } from "./actions.ts";
import { askForOperation, onlySelected } from "./asking.ts";
import { showKeys } from "./keys.ts";

/** What the menu offers of the actions: on a node, and everywhere. */
const onNodes = ["makeLoss", "duplicate", "remove"];
const everywhere = ["selectAll", "fit", "tidy"];

/** The menu of the canvas, at a point of the window. */
export function CanvasMenuContent({ at, onClose }: { at: Position; onClose(): void }) {
  const some = useSelection(({ nodes, wires }) => nodes.size + wires.size > 0);
  return (
    <DropdownMenu.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <DropdownMenu.Trigger asChild>
        <span className="canvasMenu-point" style={{ left: at.x, top: at.y }} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content
        className="menu"
        align="start"
        data-testid="canvas-menu"
        onCloseAutoFocus={(event) => event.preventDefault()}
      >
        <DropdownMenu.Item
          className="menu-item menu-row"
          onSelect={() => askForOperation(at, undefined, onlySelected())}
        >
          Add an operation here <kbd>/</kbd>
        </DropdownMenu.Item>
        {some && <Wire />}
        {some && <Actions of={onNodes} />}
        <DropdownMenu.Separator className="menu-line" />
        <Actions of={everywhere} />
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}

function Wire() {
  const node = onlySelected();
  if (!node) return null;
  return (
    <DropdownMenu.Item className="menu-item menu-row" onSelect={() => startWiring(node.id)}>
      Draw a wire from here <kbd>W</kbd>
    </DropdownMenu.Item>
  );
}

function Actions({ of }: { of: readonly Action["id"][] }) {
  return of
    .flatMap((id) => actions.find((action) => action.id === id) ?? [])
    .map(({ id, label, keys, run }) => (
      <DropdownMenu.Item key={id} className="menu-item menu-row" onSelect={run}>
        {label} <kbd>{showKeys(keys[0] ?? "")}</kbd>
      </DropdownMenu.Item>
    ));
}
