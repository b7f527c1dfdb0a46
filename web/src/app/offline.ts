import { create } from "zustand";
import { useVisit } from "../ui/visit.ts";

/** A newer version of the page that is fetched and waits; null while there is none. */
export const useUpdate = create<{ waiting: ServiceWorker | null }>()(() => ({ waiting: null }));

/** Keeps the page for times without a connection, once it stands. Only of a build: in development every file is new. */
export function workOffline(): void {
  if (!import.meta.env.PROD || !useVisit.getState().kept || !("serviceWorker" in navigator)) return;
  addEventListener("load", () => void register(), { once: true });
}

async function register(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker.register("/sw.js");
    notice(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const { installing } = registration;
      installing?.addEventListener("statechange", () => {
        if (installing.state === "installed") notice(installing);
      });
    });
  } catch {
    // A browser may refuse, and the page works all the same while there is a connection.
  }
}

/** The first version of all is no news. */
function notice(waiting: ServiceWorker | null): void {
  if (waiting && navigator.serviceWorker.controller) useUpdate.setState({ waiting });
}

/** Lets the new version take over, and loads it. */
export function takeUpdate(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  useUpdate.getState().waiting?.postMessage("activate");
}
