import { lazy, type MouseEvent, type PointerEvent, type ReactNode, Suspense, useRef, useState } from "react";
import { focusCanvas } from "../canvas/viewport.ts";
import { select, useSelection } from "../document/selection.ts";
import type { Position } from "../document/types.ts";
import { useVisit } from "../ui/visit.ts";
import { isTyping } from "./keys.ts";

const CanvasMenuContent = lazy(() =>
  import("./CanvasMenuContent.tsx").then((module) => ({ default: module.CanvasMenuContent })),
);

/** A finger that rests so long asks for the menu. */
const LONG = 600;

/** What can be done where the canvas is pressed with the other button, or long with a finger. */
export function CanvasMenu({ children }: { children: ReactNode }) {
  const [at, setAt] = useState<Position | null>(null);
  const pressed = useRef<ReturnType<typeof setTimeout>>(undefined);
  const editable = useVisit((visit) => visit.editable);

  const open = (target: EventTarget, point: Position) => {
    const node = target instanceof Element ? target.closest(".react-flow__node") : null;
    const id = node?.getAttribute("data-id");
    if (!id) select([]);
    else if (!useSelection.getState().nodes.has(id)) select([id]);
    setAt(point);
  };
  const onContextMenu = (event: MouseEvent) => {
    // A field has the browser's own menu.
    if (!editable || isTyping(event.target)) return;
    event.preventDefault();
    open(event.target, { x: event.clientX, y: event.clientY });
  };
  const onPointerDown = ({ pointerType, target, clientX, clientY }: PointerEvent) => {
    clearTimeout(pressed.current);
    if (!editable || pointerType !== "touch" || isTyping(target)) return;
    pressed.current = setTimeout(() => open(target, { x: clientX, y: clientY }), LONG);
  };
  const letGo = () => clearTimeout(pressed.current);

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the menu opens by the keyboard's menu key too. */}
      <div
        className="canvasMenu-place"
        onContextMenu={onContextMenu}
        onPointerDownCapture={onPointerDown}
        onPointerMoveCapture={letGo}
        onPointerUpCapture={letGo}
        onPointerCancelCapture={letGo}
      >
        {children}
      </div>
      {at && (
        <Suspense>
          <CanvasMenuContent
            at={at}
            onClose={() => {
              setAt(null);
              if (document.activeElement === document.body) focusCanvas();
            }}
          />
        </Suspense>
      )}
    </>
  );
}
