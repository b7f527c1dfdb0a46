import { create } from "zustand";
import { documentStore } from "../document/store.ts";
import type { Graph } from "../document/types.ts";
import { type Shared, storeAgain, storeGraph } from "../server/graphs.ts";
import { inWords, Refusal } from "../server/request.ts";
import { announce } from "../ui/announce.tsx";
import { fixed, linkOf, recallShare, rememberShare } from "./links.ts";

interface Sharing {
  phase: "idle" | "storing" | "stored" | "failed";
  link: string | null;
  /** Whether the link lies on the clipboard. */
  copied: boolean;
  /** The link was there before and shows the latest version now. */
  again: boolean;
  message: string | null;
  /** The link cannot be changed from here: a new one can be made. */
  foreign: boolean;
  /** The revision that was stored. */
  revision: number | null;
  /** The link is to be for readers. */
  reading: boolean;
  /** The link is to show this revision whatever is shared later. */
  pinned: boolean;
}

const idle: Sharing = {
  phase: "idle",
  link: null,
  copied: false,
  again: false,
  message: null,
  foreign: false,
  revision: null,
  reading: false,
  pinned: false,
};

export const useSharing = create<Sharing>()(() => idle);

/** What each link shows, as far as this page knows: the same graph need not be stored twice. */
const stored = new Map<string, Graph>();

/** Stores the open graph, under its link if it has one, and copies the link. */
export async function share(fresh = false): Promise<void> {
  if (useSharing.getState().phase === "storing") return;
  const { key, graph } = documentStore.getState();
  const before = fresh ? null : recallShare(key);
  useSharing.setState({ ...idle, phase: "storing", link: before && linkOf(before.id) });
  try {
    const shared = await store(before, graph);
    rememberShare(key, shared);
    stored.set(shared.id, graph);
    const link = linkOf(shared.id);
    const again = before?.id === shared.id;
    useSharing.setState({ ...idle, phase: "stored", link, again, revision: shared.revision ?? null });
    await copy(link);
  } catch (error) {
    const status = error instanceof Refusal ? error.status : 0;
    const foreign = before !== null && (status === 403 || status === 412);
    useSharing.setState({
      phase: "failed",
      message: foreign
        ? "The link was changed from somewhere else since you shared it. Your graph is untouched."
        : inWords(error),
      foreign,
    });
  }
}

async function store(before: Shared | null, graph: Graph): Promise<Shared> {
  if (!before) return storeGraph(graph);
  if (stored.get(before.id) === graph) return before;
  try {
    return await storeAgain(before, graph);
  } catch (error) {
    // A server that no longer knows the link gets the graph anew.
    if (error instanceof Refusal && error.status === 404) return storeGraph(graph);
    throw error;
  }
}

/** The link as it is wanted: to this revision alone, for readers alone. */
export function wanted({ link, revision, reading, pinned }: Sharing): string {
  const place = pinned && revision !== null ? fixed(link ?? "", revision) : (link ?? "");
  return reading ? `${place}?mode=view` : place;
}

/** Makes the link another one, and copies it. */
export async function want(change: Partial<Pick<Sharing, "reading" | "pinned">>): Promise<void> {
  useSharing.setState(change);
  await copy(wanted(useSharing.getState()));
}

/** Answers whether the link lies on the clipboard now. */
export async function copy(link: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(link);
    useSharing.setState({ copied: true });
    announce("The link is copied.");
    return true;
  } catch {
    // A browser may keep the clipboard to itself: then the link stands selected in its field.
    useSharing.setState({ copied: false });
    announce("The link is ready to be copied.");
    return false;
  }
}

documentStore.subscribe((state, before) => {
  if (state.key !== before.key) useSharing.setState(idle, true);
});
