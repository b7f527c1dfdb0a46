import { Ellipsis, HelpCircle, LayoutGrid, Redo2, Search, Undo2 } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import { setTitle } from "../document/commands.ts";
import { apply, endGesture, useDocument } from "../document/store.ts";
import { IconButton } from "../ui/Button.tsx";
import { redo, tidyUp, undo } from "./actions.ts";
import { openDialog } from "./asking.ts";
import { showKeys } from "./keys.ts";
import { Logo } from "./Logo.tsx";
import { topBarActions } from "./slots.tsx";
import { useNotice } from "./start.ts";
import "./TopBar.css";
import "./small.css";

// Menus and popovers come right after the canvas stands.
const GraphMenu = lazy(() => import("./GraphMenu.tsx").then((module) => ({ default: module.GraphMenu })));
const Settings = lazy(() => import("./Settings.tsx").then((module) => ({ default: module.Settings })));

/** The slim bar: what graph this is, undo and redo, tidy, and what the features add. */
export function TopBar() {
  const canUndo = useDocument((state) => state.past.length > 0);
  const canRedo = useDocument((state) => state.future.length > 0);
  const notice = useNotice((state) => state.text);
  return (
    <div className="topBar">
      <h1 className="visuallyHidden">Chainrule</h1>
      <Logo />
      <Suspense fallback={<span className="button">Graphs</span>}>
        <GraphMenu />
      </Suspense>
      <Title />
      <div className="topBar-group" role="toolbar" aria-label="History and layout">
        <IconButton
          label="Undo"
          keys={showKeys("Mod+Z")}
          data-testid="undo"
          disabled={!canUndo}
          onClick={undo.run}
        >
          <Undo2 size={16} />
        </IconButton>
        <IconButton
          label="Redo"
          keys={showKeys("Mod+Shift+Z")}
          data-testid="redo"
          disabled={!canRedo}
          onClick={redo.run}
        >
          <Redo2 size={16} />
        </IconButton>
        <IconButton label={tidyUp.label} keys="Shift+T" data-testid="tidy" onClick={tidyUp.run}>
          <LayoutGrid size={16} />
        </IconButton>
      </div>
      {notice && (
        <p className="topBar-notice" role="alert">
          {notice}
        </p>
      )}
      <End />
    </div>
  );
}

/** What the features add, settings and help; on a small screen it folds behind one button. */
function End() {
  const place = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields.
    <div
      ref={place}
      className="topBar-end"
      role="group"
      aria-label="Panels, sharing and settings"
      data-open={open}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        close();
        place.current?.querySelector<HTMLElement>(".topBar-more")?.focus();
      }}
      onBlur={(event) => {
        // What opens from here, such as the share panel, stands elsewhere in the page.
        const to = event.relatedTarget;
        if (to && !place.current?.contains(to) && !to.closest("[data-radix-popper-content-wrapper]")) close();
      }}
    >
      <IconButton
        label="More"
        className="iconButton topBar-more"
        aria-expanded={open}
        data-testid="more"
        onClick={() => setOpen(!open)}
      >
        <Ellipsis size={18} />
      </IconButton>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what is pressed is heard on its way up. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a button's keys come as clicks. */}
      <div
        className="topBar-items"
        onClick={(event) => {
          // What opens a popover here stays, as the popover hangs on it.
          const button = event.target instanceof Element ? event.target.closest("button") : null;
          if (button && !button.hasAttribute("aria-haspopup")) close();
        }}
      >
        {topBarActions.map((Item, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed.
          <Suspense key={i}>
            <Item />
          </Suspense>
        ))}
        <IconButton
          label="Find anything that can be done"
          keys={showKeys("Mod+K")}
          data-testid="open-commands"
          onClick={() => openDialog("commands")}
        >
          <Search size={16} />
        </IconButton>
        <Suspense>
          <Settings />
        </Suspense>
        <IconButton
          label="Keyboard shortcuts"
          keys="?"
          data-testid="help"
          onClick={() => openDialog("shortcuts")}
        >
          <HelpCircle size={16} />
        </IconButton>
      </div>
    </div>
  );
}

function Title() {
  const title = useDocument((state) => state.graph.title);
  const [draft, setDraft] = useState<string | null>(null);
  const finish = (text: string | null) => {
    if (text !== null && text.trim() !== "") apply((graph) => setTitle(graph, text.trim()));
    endGesture();
    setDraft(null);
  };
  const shown = draft ?? title;
  return (
    <input
      className="topBar-title"
      aria-label="Title of the graph"
      data-testid="title"
      value={shown}
      size={Math.max(8, shown.length)}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => finish(draft)}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") setDraft(null);
      }}
    />
  );
}
