import { defaultFilter, Command as Menu } from "cmdk";
import { Dialog } from "radix-ui";
import { useMemo, useState } from "react";
import type { Op } from "../engine/catalogue.ts";
import { type Attempt, type Command, commandGroups } from "./commands.ts";
import { showKeys } from "./keys.ts";
import "./CommandPalette.css";

/** What is called so comes before what is only about it; a few letters scattered over a long note are no match. */
function rank(value: string, search: string, keywords: readonly string[] = []): number {
  const about = keywords.join(" ").toLowerCase().includes(search.trim().toLowerCase()) ? 0.01 : 0;
  return Math.max(defaultFilter(value, search), about);
}

interface CommandPaletteProps {
  onPlace(op: Op): void;
  onClose(): void;
}

/** Everything that can be done, to be found by a few letters. */
export function CommandPalette({ onPlace, onClose }: CommandPaletteProps) {
  const groups = useMemo(() => commandGroups(onPlace), [onPlace]);
  const [problem, setProblem] = useState<string | null>(null);

  const choose = async (command: Command | Attempt) => {
    if ("attempt" in command) {
      const why = await command.attempt();
      setProblem(why);
      if (why === null) onClose();
    } else {
      // Closed first, so that what the command opens keeps the keyboard.
      onClose();
      command.run();
    }
  };

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-shade" />
        <Dialog.Content
          className="commandPalette"
          aria-describedby={undefined}
          data-testid="commands"
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <Dialog.Title className="visuallyHidden">Commands</Dialog.Title>
          <Menu label="Commands" loop filter={rank}>
            <Menu.Input placeholder="What do you want to do?" data-testid="command-search" autoFocus />
            {problem && (
              <p className="commandPalette-problem" role="alert">
                {problem}
              </p>
            )}
            <Menu.List label="Commands">
              <Menu.Empty className="commandPalette-none">Nothing of that name.</Menu.Empty>
              {groups.map((group) => (
                <Menu.Group key={group.label} heading={group.label}>
                  {group.commands.map((command) => (
                    <Menu.Item
                      key={command.id}
                      value={`${command.label} ${command.id}`}
                      keywords={command.note ? [command.note] : []}
                      className="commandPalette-item"
                      data-command={command.id}
                      onSelect={() => void choose(command)}
                    >
                      <span>{command.label}</span>
                      {command.note && <span className="commandPalette-note">{command.note}</span>}
                      {command.keys && <kbd>{showKeys(command.keys)}</kbd>}
                    </Menu.Item>
                  ))}
                </Menu.Group>
              ))}
            </Menu.List>
          </Menu>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
