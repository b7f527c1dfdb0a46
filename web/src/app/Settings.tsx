import { Settings2 } from "lucide-react";
import { Popover } from "radix-ui";
import { lazy, Suspense } from "react";
import { IconButton } from "../ui/Button.tsx";
import "../ui/Popover.css";

const SettingsPanel = lazy(() =>
  import("./SettingsPanel.tsx").then((module) => ({ default: module.SettingsPanel })),
);

/** How the page looks and writes. */
export function Settings() {
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <IconButton label="Settings" data-testid="settings">
          <Settings2 size={17} />
        </IconButton>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popover popover-wide"
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Settings"
        >
          <Suspense>
            <SettingsPanel />
          </Suspense>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
