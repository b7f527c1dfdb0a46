import { listDocuments, openGraph, openLocal, openNew } from "../document/local.ts";
import { examples, type Op, placeable } from "../engine/catalogue.ts";
import { begin, choices } from "../quiz/choices.ts";
import { inWords } from "../server/request.ts";
import { type Format, formats, save } from "../share/formats.ts";
import { actions } from "./actions.ts";
import { goToDrawer, useLayout } from "./layout.ts";
import { drawerPanels } from "./slots.tsx";

/** Something that can be done from the command palette. */
export interface Command {
  id: string;
  label: string;
  /** What it is, in a few words; searched too. */
  note?: string;
  keys?: string | undefined;
  run(): void;
}

/** A command that can fail: it answers why it could not be done, as a sentence, or null. */
export interface Attempt extends Omit<Command, "run"> {
  attempt(): string | null | Promise<string | null>;
}

export interface CommandGroup {
  label: string;
  commands: readonly (Command | Attempt)[];
}

/** Everything that can be done, read anew whenever the palette opens: each list is kept elsewhere. */
export function commandGroups(place: (op: Op) => void): CommandGroup[] {
  const { show } = useLayout.getState();
  return [
    {
      label: "Actions",
      commands: actions
        .filter(({ id }) => id !== "commands")
        .map(({ id, label, keys, run }) => ({ id, label, keys: keys[0], run })),
    },
    {
      label: "Quiz yourself",
      commands: choices.map(({ id, label, note, figures }) => ({
        id: `cover ${id}`,
        label: `Cover: ${label.toLowerCase()}`,
        note,
        run: () => begin(figures),
      })),
    },
    {
      label: "Panels",
      commands: [
        ...drawerPanels.map(({ id, title }) => ({
          id: `drawer ${id}`,
          label: title,
          run: () => goToDrawer(id),
        })),
        ...(["palette", "inspector"] as const).map((panel) => ({
          id: `panel ${panel}`,
          label: `Show the ${panel}`,
          run: () => show(panel, true),
        })),
      ],
    },
    {
      label: "Open",
      commands: [
        { id: "new", label: "New empty graph", run: openNew },
        ...examples().map(({ id, title, summary, document }) => ({
          id: `example ${id}`,
          label: title,
          note: summary,
          run: () => openGraph(document),
        })),
        ...listDocuments().map(({ key, title }) => ({
          id: `own ${key}`,
          label: title,
          note: "your graph, kept in this browser",
          run: () => openLocal(key),
        })),
      ],
    },
    {
      label: "Export",
      commands: [
        ...formats.map((format) => ({
          id: `export ${format.id}`,
          label: `Export as ${format.label}`,
          attempt: () => exportAs(format),
        })),
      ],
    },
    {
      label: "Add",
      commands: placeable.map((op) => ({
        id: `add ${op.id}`,
        label: `Add ${op.label}`,
        note: op.summary,
        run: () => place(op),
      })),
    },
  ];
}

async function exportAs(format: Format): Promise<string | null> {
  try {
    save(format, await format.make());
    return null;
  } catch (error) {
    return inWords(error);
  }
}
