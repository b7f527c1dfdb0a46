import { Share2 } from "lucide-react";
import { Popover } from "radix-ui";
import { lazy, Suspense, useState } from "react";
import { useShareDialog } from "./dialogs.ts";
import { share } from "./sharing.ts";
import "./Share.css";

const SharePanel = lazy(() => import("./SharePanel.tsx"));
const ExportDialog = lazy(() => import("./ExportDialog.tsx"));
const EmbedDialog = lazy(() => import("./EmbedDialog.tsx"));

/** One click stores the graph and copies its link; what came of it stands right below the button. */
export function ShareButton() {
  const [open, setOpen] = useState(false);
  const dialog = useShareDialog((state) => state.open);
  return (
    <>
      <Popover.Root
        open={open}
        onOpenChange={(next) => {
          setOpen(next);
          if (next) void share();
        }}
      >
        <Popover.Trigger className="button button-primary" data-testid="share">
          <Share2 size={15} aria-hidden="true" />
          Share
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            className="share"
            align="end"
            sideOffset={8}
            collisionPadding={12}
            aria-label="Share this graph"
            // The link takes the focus once it is there.
            onOpenAutoFocus={(event) => event.preventDefault()}
          >
            <Suspense fallback={<p className="share-link">Storing the graph …</p>}>
              <SharePanel onClose={() => setOpen(false)} />
            </Suspense>
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      <Suspense>
        {dialog === "export" && <ExportDialog />}
        {dialog === "embed" && <EmbedDialog />}
      </Suspense>
    </>
  );
}
