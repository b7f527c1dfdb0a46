import { type ComponentType, lazy, Suspense } from "react";

/** A panel that decides itself whether it shows: it loads when it first does. */
export function later(useShown: () => boolean, load: () => Promise<ComponentType>): ComponentType {
  const Panel = lazy(() => load().then((component) => ({ default: component })));
  return function Later() {
    return useShown() ? (
      <Suspense>
        <Panel />
      </Suspense>
    ) : null;
  };
}
