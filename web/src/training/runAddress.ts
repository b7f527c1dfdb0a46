import { create } from "zustand";
import { newKey, openGraph, openLocal } from "../document/local.ts";
import { documentStore } from "../document/store.ts";
import { checkDocument } from "../engine/text.ts";
import { inWords } from "../server/request.ts";
import { runRequest } from "../server/runs.ts";
import { ownRuns } from "./ownRuns.ts";
import { recall, remember } from "./remembered.ts";

/** Why the run of the address could not be opened, or null. */
export const useRunAddress = create<{ problem: string | null }>()(() => ({ problem: null }));

/** The id in the address of a run; null for any other address. */
export function runOfPath(pathname: string): string | null {
  return /^\/runs\/([A-Za-z0-9_-]{1,64})\/?$/.exec(pathname)?.[1] ?? null;
}

/** The address of a run on this server. */
export function runLink(id: string, origin = location.origin): string {
  return `${origin}/runs/${id}`;
}

/** Opens the run of the address, if it is that of one; where that fails, `otherwise` opens something else. */
export function openRunAddress(otherwise: () => void): boolean {
  const id = runOfPath(location.pathname);
  if (id === null) return false;
  void openRun(id).then((opened) => opened || otherwise());
  return true;
}

/** Opens a run with its graph: the document that it was started from, where that is here and still belongs to it. */
export async function openRun(id: string): Promise<boolean> {
  useRunAddress.setState({ problem: null });
  const own = ownRuns().find((run) => run.id === id);
  if (own && recall(own.document)?.id === id && openLocal(own.document)) {
    showAddress(id);
    return true;
  }
  try {
    const { document, problems } = checkDocument(JSON.stringify((await runRequest(id)).document));
    if (!document) throw new Error(problems[0]?.message ?? "What the run was started from is no graph.");
    const key = newKey();
    remember(key, { id, token: own?.token ?? "", shown: true });
    openGraph(document, key);
    showAddress(id);
    return true;
  } catch (error) {
    useRunAddress.setState({ problem: inWords(error) });
    return false;
  }
}

function showAddress(id: string): void {
  if (runOfPath(location.pathname) !== id) history.replaceState(null, "", `/runs/${id}`);
}

// Another document has another address; sharing sets its own.
documentStore.subscribe((state, before) => {
  if (state.key === before.key || before.key === "") return;
  const id = runOfPath(location.pathname);
  if (id !== null && recall(state.key)?.id !== id) history.replaceState(null, "", "/");
});
