import { ChevronDown, ChevronUp } from "lucide-react";
import { Suspense, useEffect } from "react";
import { fitAll, follow, seesAll } from "../canvas/viewport.ts";
import { useSelection } from "../document/selection.ts";
import { IconButton } from "../ui/Button.tsx";
import { ErrorBoundary } from "../ui/ErrorBoundary.tsx";
import { Splitter } from "../ui/Splitter.tsx";
import { limits, useLayout } from "./layout.ts";
import { drawerPanels } from "./slots.tsx";

/** The drawer at the bottom: a row of tabs, and the open one's panel above the fold. Absent while nothing uses it. */
export function Drawer() {
  const { drawer, inspector, show, resize, showTab } = useLayout();
  // What the drawer takes from the canvas must hide neither a graph that was seen as a whole, but for what the inspector
  // covers of it, nor what is selected.
  const { open, size } = drawer;
  // biome-ignore lint/correctness/useExhaustiveDependencies: when it opens, not while it is resized.
  useEffect(() => {
    if (!open) return;
    const whole = seesAll({ bottom: size, right: inspector.size });
    requestAnimationFrame(() => (whole ? fitAll() : follow([...useSelection.getState().nodes])));
  }, [open]);
  const current = drawerPanels.find((panel) => panel.id === drawer.tab) ?? drawerPanels[0];
  if (!current) return null;
  return (
    <section className="drawer" aria-label="Drawer" style={drawer.open ? { height: drawer.size } : undefined}>
      {drawer.open && (
        <Splitter
          label="Height of the drawer"
          edge="top"
          size={drawer.size}
          {...limits.drawer}
          onResize={(size) => resize("drawer", size)}
        />
      )}
      <div className="drawer-tabs">
        {drawerPanels.map((panel) => (
          <button
            key={panel.id}
            type="button"
            className="drawer-tab"
            data-testid={`drawer-${panel.id}`}
            aria-expanded={drawer.open && panel.id === current.id}
            onClick={() =>
              drawer.open && panel.id === current.id ? show("drawer", false) : showTab(panel.id)
            }
          >
            {panel.icon}
            {panel.title}
            {panel.Status && <panel.Status />}
          </button>
        ))}
        <IconButton
          label={drawer.open ? "Fold the drawer" : "Open the drawer"}
          data-testid="toggle-drawer"
          onClick={() => show("drawer", !drawer.open)}
        >
          {drawer.open ? <ChevronDown size={16} /> : <ChevronUp size={16} />}
        </IconButton>
      </div>
      {drawer.open && (
        <div className="drawer-body" tabIndex={-1}>
          <ErrorBoundary what={current.title.toLowerCase()}>
            <Suspense>
              <current.Panel />
            </Suspense>
          </ErrorBoundary>
        </div>
      )}
    </section>
  );
}
