import { HelpCircle, LayoutGrid, Moon, Redo2, Sun, Undo2 } from "lucide-react";
import { useState } from "react";
import { setTitle } from "../document/commands.ts";
import { apply, endGesture, useDocument } from "../document/store.ts";
import { IconButton } from "../ui/Button.tsx";
import { setTheme, useTheme } from "../ui/theme.ts";
import { redo, tidyUp, undo } from "./actions.ts";
import { openDialog } from "./asking.ts";
import { GraphMenu } from "./GraphMenu.tsx";
import { showKeys } from "./keys.ts";
import { Logo } from "./Logo.tsx";
import { topBarActions } from "./slots.tsx";
import { useNotice } from "./start.ts";
import "./TopBar.css";

/** The slim bar: what graph this is, undo and redo, tidy, and what the features add. */
export function TopBar() {
  const canUndo = useDocument((state) => state.past.length > 0);
  const canRedo = useDocument((state) => state.future.length > 0);
  const theme = useTheme();
  const notice = useNotice((state) => state.text);
  return (
    <div className="topBar">
      <h1 className="visuallyHidden">Chainrule</h1>
      <Logo />
      <GraphMenu />
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
      <div className="topBar-end">
        {topBarActions.map((Item, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed.
          <Item key={i} />
        ))}
        <IconButton
          label={theme === "dark" ? "Light theme" : "Dark theme"}
          data-testid="theme"
          onClick={() => setTheme(theme === "dark" ? "light" : "dark")}
        >
          {theme === "dark" ? <Sun size={16} /> : <Moon size={16} />}
        </IconButton>
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
