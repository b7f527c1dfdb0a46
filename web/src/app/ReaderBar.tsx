import { Moon, RotateCcw, Sun } from "lucide-react";
import { documentStore, useDocument } from "../document/store.ts";
import { Button, IconButton } from "../ui/Button.tsx";
import { setTheme, useTheme } from "../ui/theme.ts";
import { Logo } from "./Logo.tsx";
import { PresentButton } from "./PresentButton.tsx";
import { editCopy } from "./start.ts";
import "./TopBar.css";

/** The slim bar over a graph that is read: its numbers may be tried, and a copy may be had. */
export function ReaderBar() {
  const title = useDocument((state) => state.graph.title);
  const tried = useDocument((state) => state.past.length > 0);
  const theme = useTheme();
  return (
    <div className="topBar" data-testid="reader-bar">
      <Logo />
      <h1 className="topBar-reading">{title}</h1>
      <p className="topBar-hint">Try other numbers: nothing is kept.</p>
      <div className="topBar-end">
        {tried && (
          <IconButton label="Back to the numbers of the author" data-testid="reset-numbers" onClick={reset}>
            <RotateCcw size={16} />
          </IconButton>
        )}
        <Button kind="primary" data-testid="edit-copy" onClick={editCopy}>
          Edit a copy
        </Button>
        <PresentButton />
        <IconButton
          label={theme === "dark" ? "Light theme" : "Dark theme"}
          data-testid="theme"
          onClick={() => setTheme(theme === "dark" ? "light" : "dark")}
        >
          {theme === "dark" ? <Sun size={16} /> : <Moon size={16} />}
        </IconButton>
      </div>
    </div>
  );
}

function reset(): void {
  while (documentStore.getState().past.length > 0) documentStore.getState().undo();
}
