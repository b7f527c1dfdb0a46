import { useSyncExternalStore } from "react";

/** Below this a panel beside the canvas would leave no canvas. */
const QUERY = "(max-width: 1000px)";

function subscribe(listener: () => void): () => void {
  const query = matchMedia(QUERY);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(QUERY).matches);
}
