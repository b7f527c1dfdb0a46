import { Settings2 } from "lucide-react";
import { Popover } from "radix-ui";
import { lazy, Suspense } from "react";
import { IconButton } from "../ui/Button.tsx";

const SettingsForm = lazy(() => import("./SettingsForm.tsx"));

/** How the page looks and writes: the theme, numbers, keys. */
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
          className="popover settings"
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Settings"
        >
          <Suspense>
            <SettingsForm />
          </Suspense>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
