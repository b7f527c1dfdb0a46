import { PanelLeftClose, PanelLeftOpen, PanelRightClose, PanelRightOpen } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { fitAll, seesAll } from "../canvas/viewport.ts";
import { IconButton } from "../ui/Button.tsx";
import { ErrorBoundary } from "../ui/ErrorBoundary.tsx";
import { Splitter } from "../ui/Splitter.tsx";
import { offers, useVisit } from "../ui/visit.ts";
import { Drawer } from "./Drawer.tsx";
import { limits, useLayout } from "./layout.ts";
import { leadingPanels, shownIn, sidePanels } from "./slots.tsx";
import "./Shell.css";

interface ShellProps {
  top: ReactNode;
  palette: ReactNode;
  canvas: ReactNode;
  inspector: ReactNode;
  /** Whether there is something to inspect. */
  selected: boolean;
}

/** The frame of the page: top bar, palette, canvas, inspector, drawer. It places things and knows nothing of graphs. */
export function Shell({ top, palette, canvas, inspector, selected }: ShellProps) {
  const layout = useLayout();
  const visit = useVisit();
  const hasPalette = visit.editable && !visit.presenting && offers(visit, "palette");
  const hasInspector = !visit.presenting && offers(visit, "inspector");
  const inspecting = hasInspector && (layout.inspector.open === "auto" ? selected : layout.inspector.open);
  return (
    <div
      className={`shell ${visit.presenting ? "shell-presenting" : ""} ${visit.embedded ? "shell-embedded" : ""}`}
    >
      {!visit.presenting && !visit.embedded && <header className="shell-top">{top}</header>}
      <div
        className="shell-middle"
        style={{ "--palette-width": `${hasPalette && layout.palette.open ? layout.palette.size : 0}px` }}
      >
        {hasPalette && layout.palette.open && (
          <nav className="shell-side shell-left" aria-label="Palette" style={{ width: layout.palette.size }}>
            <ErrorBoundary what="the palette">{palette}</ErrorBoundary>
            <Splitter
              label="Width of the palette"
              edge="right"
              size={layout.palette.size}
              {...limits.palette}
              onResize={(size) => layout.resize("palette", size)}
            />
          </nav>
        )}
        {shownIn(visit, leadingPanels).map((Panel, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed.
          <ErrorBoundary key={i} what="this panel">
            <Panel />
          </ErrorBoundary>
        ))}
        <main className="shell-canvas" aria-label="Graph">
          <ErrorBoundary what="the canvas">{canvas}</ErrorBoundary>
          {hasPalette && (
            <div className="shell-fold shell-fold-left">
              <IconButton
                label={layout.palette.open ? "Fold the palette" : "Show the palette"}
                data-testid="toggle-palette"
                onClick={() => layout.show("palette", !layout.palette.open)}
              >
                {layout.palette.open ? <PanelLeftClose size={16} /> : <PanelLeftOpen size={16} />}
              </IconButton>
            </div>
          )}
          {hasInspector && (
            <div className="shell-fold shell-fold-right">
              <IconButton
                label={inspecting ? "Fold the inspector" : "Show the inspector"}
                data-testid="toggle-inspector"
                onClick={() => layout.show("inspector", !inspecting)}
              >
                {inspecting ? <PanelRightClose size={16} /> : <PanelRightOpen size={16} />}
              </IconButton>
            </div>
          )}
        </main>
        {!visit.presenting && <Beside />}
        {inspecting && (
          <aside
            className="shell-side shell-right"
            aria-label="Inspector"
            style={{ width: layout.inspector.size }}
          >
            <Splitter
              label="Width of the inspector"
              edge="left"
              size={layout.inspector.size}
              {...limits.inspector}
              onResize={(size) => layout.resize("inspector", size)}
            />
            <ErrorBoundary what="the inspector">{inspector}</ErrorBoundary>
          </aside>
        )}
      </div>
      {!visit.presenting && !visit.embedded && visit.editable && <Drawer />}
    </div>
  );
}

/** The panels that features put beside the canvas. What they take from it must not hide a graph that was seen as a whole. */
function Beside() {
  const visit = useVisit();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let before = element.offsetWidth;
    const observer = new ResizeObserver(() => {
      const width = element.offsetWidth;
      // The inspector may have opened together with them.
      const inspector = useLayout.getState().inspector.size;
      if (before === 0 && width > 0 && seesAll({ right: width + inspector })) fitAll();
      before = width;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={place} className="shell-beside">
      {shownIn(visit, sidePanels).map((Panel, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed.
        <ErrorBoundary key={i} what="this panel">
          <Panel />
        </ErrorBoundary>
      ))}
    </div>
  );
}
