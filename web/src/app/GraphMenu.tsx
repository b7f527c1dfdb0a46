import { ChevronDown } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useRef, useState } from "react";
import { listDocuments, openGraph, openLocal, openNew } from "../document/local.ts";
import { useDocument } from "../document/store.ts";
import { examples } from "../engine/catalogue.ts";

/** A graph's title alone tells graphs apart badly: when it was last worked on helps. */
function ago(time: number, now: number): string {
  const minutes = Math.round((now - time) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.round(minutes / 60);
  return hours < 24 ? `${hours} h ago` : new Date(time).toLocaleDateString();
}

/** Which graph is open: a new one, an example, or one of the person's own, all kept apart. */
export function GraphMenu() {
  const current = useDocument((state) => state.key);
  const [own, setOwn] = useState<ReturnType<typeof listDocuments>>([]);
  const [now, setNow] = useState(0);
  const byPointer = useRef(false);
  return (
    <DropdownMenu.Root
      modal={false}
      onOpenChange={(open) => {
        if (!open) return;
        setOwn(listDocuments().slice(0, 8));
        setNow(Date.now());
      }}
    >
      <DropdownMenu.Trigger
        className="button"
        data-testid="graphs"
        onPointerDown={() => {
          byPointer.current = true;
        }}
        onKeyDown={() => {
          byPointer.current = false;
        }}
      >
        Graphs
        <ChevronDown size={14} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content
        className="menu menu-wide"
        align="start"
        sideOffset={6}
        onCloseAutoFocus={(event) => byPointer.current && event.preventDefault()}
      >
        <DropdownMenu.Item className="menu-item" data-testid="new-graph" onSelect={openNew}>
          New empty graph
        </DropdownMenu.Item>
        <DropdownMenu.Separator className="menu-line" />
        <DropdownMenu.Label className="menu-label">Examples</DropdownMenu.Label>
        <DropdownMenu.Group className="menu-columns">
          {examples().map((example) => (
            <DropdownMenu.Item
              key={example.id}
              className="menu-item"
              data-example={example.id}
              onSelect={() => openGraph(example.document)}
            >
              <span>{example.title}</span>
              <span className="menu-note">{example.summary}</span>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Group>
        {own.length > 0 && (
          <>
            <DropdownMenu.Separator className="menu-line" />
            <DropdownMenu.Label className="menu-label">Your graphs, kept in this browser</DropdownMenu.Label>
          </>
        )}
        <DropdownMenu.Group className="menu-columns">
          {own.map((document) => (
            <DropdownMenu.Item
              key={document.key}
              className="menu-item"
              data-document={document.key}
              disabled={document.key === current}
              onSelect={() => openLocal(document.key)}
            >
              <span>{document.title}</span>
              <span className="menu-note">
                {document.key === current ? "open now" : ago(document.savedAt, now)}
              </span>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Group>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
