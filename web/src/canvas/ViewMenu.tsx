import { Check, Eye } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { type Display, show, useDisplay } from "./display.ts";

const switches: readonly (readonly [keyof Display, string, string])[] = [
  ["locals", "Local derivatives", "on every wire, what the gradient is multiplied by"],
  ["thickness", "Gradients as thickness", "the thicker a wire, the larger what flows back"],
  ["shapes", "Shapes", "in place of values on the wires"],
  ["minimap", "Map", "of the whole graph, in small"],
];

/** What the canvas shows, as switches. `children` are the items of others. */
export function ViewMenu({ children }: { children?: ReactNode }) {
  const display = useDisplay();
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="button canvasControls-view" data-testid="view-menu">
        <Eye size={15} aria-hidden="true" />
        View
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" side="top" sideOffset={8}>
          {switches.map(([key, label, note]) => (
            <DropdownMenu.CheckboxItem
              key={key}
              className="menu-item viewMenu-item"
              data-view={key}
              checked={display[key]}
              onCheckedChange={(checked) => show(key, checked)}
              onSelect={(event) => event.preventDefault()}
            >
              <span className="viewMenu-mark">
                <DropdownMenu.ItemIndicator>
                  <Check size={14} aria-hidden="true" />
                </DropdownMenu.ItemIndicator>
              </span>
              <span>{label}</span>
              <span className="menu-note">{note}</span>
            </DropdownMenu.CheckboxItem>
          ))}
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
