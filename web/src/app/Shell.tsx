import { PanelLeftClose, PanelLeftOpen, PanelRightClose, PanelRightOpen } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "../ui/Button.tsx";
import { Splitter } from "../ui/Splitter.tsx";
import { Drawer } from "./Drawer.tsx";
import { limits, useLayout } from "./layout.ts";
import { sidePanels } from "./slots.tsx";
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
  const inspecting = layout.inspector.open === "auto" ? selected : layout.inspector.open;
  return (
    <div className="shell">
      <header className="shell-top">{top}</header>
      <div className="shell-middle">
        {layout.palette.open && (
          <nav className="shell-side shell-left" aria-label="Palette" style={{ width: layout.palette.size }}>
            {palette}
            <Splitter
              label="Width of the palette"
              edge="right"
              size={layout.palette.size}
              {...limits.palette}
              onResize={(size) => layout.resize("palette", size)}
            />
          </nav>
        )}
        <main className="shell-canvas" aria-label="Graph">
          {canvas}
          <div className="shell-fold shell-fold-left">
            <IconButton
              label={layout.palette.open ? "Fold the palette" : "Show the palette"}
              data-testid="toggle-palette"
              onClick={() => layout.show("palette", !layout.palette.open)}
            >
              {layout.palette.open ? <PanelLeftClose size={16} /> : <PanelLeftOpen size={16} />}
            </IconButton>
          </div>
          <div className="shell-fold shell-fold-right">
            <IconButton
              label={inspecting ? "Fold the inspector" : "Show the inspector"}
              data-testid="toggle-inspector"
              onClick={() => layout.show("inspector", !inspecting)}
            >
              {inspecting ? <PanelRightClose size={16} /> : <PanelRightOpen size={16} />}
            </IconButton>
          </div>
        </main>
        {sidePanels.map((Panel, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed.
          <Panel key={i} />
        ))}
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
            {inspector}
          </aside>
        )}
      </div>
      <Drawer />
    </div>
  );
}
