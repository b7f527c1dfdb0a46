import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import { Fragment } from "react";
import { type Action, actions } from "./actions.ts";
import { showKeys } from "./keys.ts";

type Row = Pick<Action, "id" | "label" | "keys" | "group">;

/** What has a key of its own elsewhere: the browser's clipboard, the mouse, the fields. */
const others: readonly Row[] = [
  { id: "copy", label: "Copy, cut, paste", keys: ["Mod+C", "Mod+X", "Mod+V"], group: "Edit" },
  { id: "quickAdd", label: "Add an operation", keys: ["/", "double click"], group: "Add" },
  { id: "step", label: "Step a number", keys: ["↑", "↓"], group: "Add" },
  { id: "coarse", label: "Step coarsely, finely", keys: ["Shift", "Alt"], group: "Add" },
  { id: "box", label: "Select with a box", keys: ["drag the background"], group: "Select" },
  { id: "add", label: "Add to the selection", keys: ["Shift+click"], group: "Select" },
  { id: "nudge", label: "Move the selection", keys: ["arrow keys"], group: "Select" },
  { id: "pan", label: "Move the view", keys: ["Space+drag", "scroll"], group: "View" },
  { id: "zoom", label: "Zoom to the pointer", keys: ["Mod+scroll"], group: "View" },
  {
    id: "stepping",
    label: "In the step player: play, one step, ends",
    keys: ["Space", "←", "→", "Home", "End"],
    group: "View",
  },
  { id: "help", label: "This sheet", keys: ["?"], group: "View" },
];

const groups: readonly Action["group"][] = ["Add", "Edit", "Select", "View"];

export function Shortcuts({ open, onOpenChange }: { open: boolean; onOpenChange(open: boolean): void }) {
  const rows: readonly Row[] = [...actions, ...others];
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-shade" />
        <Dialog.Content
          className="dialog"
          aria-describedby={undefined}
          data-testid="shortcuts"
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
            {groups.map((group) => (
              <section key={group}>
                <h3>{group}</h3>
                <dl>
                  {rows
                    .filter((row) => row.group === group)
                    .map((row) => (
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
