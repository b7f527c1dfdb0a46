import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import { Fragment } from "react";
import { canvasKeys } from "../canvas/keyboard.ts";
import { outlineKeys } from "../outline/walk.ts";
import { playerKeys } from "../steps/toolKeys.ts";
import { type ActionGroup, actionGroups, actions } from "./actions.ts";
import { showKeys } from "./keys.ts";

interface Row {
  id: string;
  label: string;
  keys: readonly string[];
}

/** What has a key of its own elsewhere: the browser's clipboard, the mouse, the fields. */
const others: Partial<Record<ActionGroup, readonly Row[]>> = {
  Add: [
    { id: "doubleClick", label: "Add an operation there", keys: ["double click"] },
    { id: "loose", label: "Add what a wire goes to", keys: ["drop the wire"] },
  ],
  Edit: [
    { id: "copy", label: "Copy, cut, paste", keys: ["Mod+C", "Mod+X", "Mod+V"] },
    { id: "step", label: "Step a number", keys: ["↑", "↓", "drag"] },
    { id: "coarse", label: "Step coarsely, finely", keys: ["Shift", "Alt"] },
  ],
  Select: [
    { id: "box", label: "Select with a box", keys: ["drag the background"] },
    { id: "add", label: "Add to the selection", keys: ["Shift+click"] },
  ],
  View: [
    { id: "pan", label: "Move the view", keys: ["Space+drag", "scroll"] },
    { id: "zoom", label: "Zoom to the pointer", keys: ["Mod+scroll"] },
  ],
};

const groups: readonly { label: string; rows: readonly Row[] }[] = [
  ...actionGroups.map((group) => ({
    label: group,
    rows: [
      ...actions.filter((action) => action.group === group && action.keys.length > 0),
      ...(others[group] ?? []),
    ],
  })),
  { label: "On a node of the canvas", rows: canvasKeys },
  { label: "In the step player", rows: playerKeys },
  { label: "In the outline", rows: outlineKeys },
];

/** Every key, from the lists that the keys themselves obey. */
export function Shortcuts({ onClose }: { onClose(): void }) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-shade" />
        <Dialog.Content
          className="dialog"
          aria-describedby={undefined}
          data-testid="shortcuts"
          onCloseAutoFocus={(event) => event.preventDefault()}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
        >
          <div className="dialog-head">
            <Dialog.Title>Keyboard and mouse</Dialog.Title>
            <Dialog.Close className="iconButton" aria-label="Close">
              <X size={16} />
            </Dialog.Close>
          </div>
          <div className="shortcuts">
            {groups.map(({ label, rows }) => (
              <section key={label}>
                <h3>{label}</h3>
                <dl>
                  {rows.map((row) => (
                    <div key={row.id}>
                      <dt>{row.label}</dt>
                      <dd>
                        {row.keys.map((keys, i) => (
                          <Fragment key={keys}>
                            {i > 0 && " "}
                            <kbd>{showKeys(keys)}</kbd>
                          </Fragment>
                        ))}
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
