import { Tooltip } from "radix-ui";
import { lazy, Suspense, useCallback, useEffect, useRef } from "react";
import { Canvas } from "../canvas/Canvas.tsx";
import { focusNode, isOnCanvas, middle, reveal, toGraph } from "../canvas/viewport.ts";
import { select, useSelection } from "../document/selection.ts";
import type { Position } from "../document/types.ts";
import { compositeOf, type Op } from "../engine/catalogue.ts";
import { placeComposite } from "../engine/composing.ts";
import { describeResult, placeAfter, placeOp } from "../engine/edit.ts";
import { useLive } from "../engine/live.ts";
import { focusOutline, isInOutline } from "../outline/open.ts";
import { Palette } from "../palette/Palette.tsx";
import { QuickAdd } from "../palette/QuickAdd.tsx";
import { announce, LiveRegion } from "../ui/announce.tsx";
import { actionFor } from "./actions.ts";
import { type Asked, askForOperation, dismiss, onlySelected, useAsking } from "./asking.ts";
import { listenToClipboard } from "./clipboard.ts";
import { followSteps, makeRoom } from "./following.ts";
import { isTyping } from "./keys.ts";
import { useLayout } from "./layout.ts";
import { Shell } from "./Shell.tsx";
import { canvasNotes, canvasTools } from "./slots.tsx";
import { TopBar } from "./TopBar.tsx";

const Inspector = lazy(() =>
  import("../inspector/Inspector.tsx").then((module) => ({ default: module.Inspector })),
);
const CommandPalette = lazy(() =>
  import("./CommandPalette.tsx").then((module) => ({ default: module.CommandPalette })),
);
const Shortcuts = lazy(() => import("./Shortcuts.tsx").then((module) => ({ default: module.Shortcuts })));

/** A composite stands as a closed group; it is fed by the loose wire, or by the selected node where that fits. */
function placeLayer(op: Op, corner: Position, { loose, after, dropped }: Placing): void {
  const feed = loose?.port === null ? loose.node : after?.id;
  const into = loose && loose.port !== null ? { to: loose.node, port: loose.port } : undefined;
  const at = after?.position ? { x: after.position.x + 220, y: after.position.y } : corner;
  const placed = placeComposite(op, at, { feed, into });
  if (!placed || dropped) return;
  select(placed.members);
  focusNode(`group:${placed.group}`);
}

interface Placing extends Omit<Asked, "at"> {
  dropped?: boolean;
}

/** Half a card: what is dropped stands under the pointer. */
const HALF = { x: 58, y: 44 };

/** Joins the rooms: what the palette picks lands on the canvas, what is selected there shows in the inspector. */
export function App() {
  const { operation, dialog } = useAsking();
  const selected = useSelection((selection) => selection.nodes.size + selection.wires.size > 0);

  const place = useCallback(
    (op: Op, client: Position | null, { loose, after, dropped = client !== null }: Placing = {}) => {
      if (client && !isOnCanvas(client)) return;
      const at = toGraph(client ?? middle());
      // A loose wire ends in a port at the left (or begins at the output on the right) of what is placed.
      const x = loose ? (loose.port === null ? 0 : 2 * HALF.x) : HALF.x;
      const corner = { x: Math.round(at.x - x), y: Math.round(at.y - HALF.y) };
      if (compositeOf(op.id)) {
        placeLayer(op, corner, { loose, after, dropped });
        return;
      }
      const id = after ? placeAfter(op, after, corner) : placeOp(op, corner, loose);
      // What was dropped is where the person looks; what was typed or clicked is shown by selecting it.
      if (dropped) return;
      select([id]);
      if (isInOutline(useAsking.getState().origin)) focusOutline();
      else focusNode(id);
    },
    [],
  );

  const tools = useRef<HTMLDivElement>(null);
  useEffect(() => (tools.current ? makeRoom(tools.current) : undefined), []);
  useEffect(followSteps, []);

  const placeHere = useCallback((op: Op) => place(op, null, { after: onlySelected() }), [place]);

  useEffect(listenToClipboard, []);
  useEffect(() => {
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
  useAnnouncedResults();
  // The inspector has just opened over a part of the canvas: what is selected stays in sight.
  useEffect(() => {
    if (selected) requestAnimationFrame(() => reveal(useSelection.getState().nodes));
  }, [selected]);

  return (
    <Tooltip.Provider delayDuration={400}>
      <Shell
        top={<TopBar />}
        palette={<Palette onPlace={place} />}
        canvas={
          <>
            <Canvas onQuickAdd={askForOperation} onOpenNode={inspect} />
            <div className="shell-notes">
              {canvasNotes.map((Note, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed.
                <Note key={i} />
              ))}
            </div>
            <div className="shell-tools" ref={tools}>
              {canvasTools.map((Tool, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed.
                <Tool key={i} />
              ))}
            </div>
          </>
        }
        inspector={
          <Suspense>
            <Inspector />
          </Suspense>
        }
        selected={selected}
      />
      {operation && (
        <QuickAdd
          at={operation.at}
          loose={operation.loose}
          onClose={dismiss}
          onPick={(op) => {
            dismiss();
            place(op, operation.at, { ...operation, dropped: false });
          }}
        />
      )}
      <Suspense>
        {dialog === "shortcuts" && <Shortcuts onClose={dismiss} />}
        {dialog === "commands" && <CommandPalette onPlace={placeHere} onClose={dismiss} />}
      </Suspense>
      <LiveRegion />
    </Tooltip.Provider>
  );
}

/** Shows the inspector and gives it the keyboard. */
function inspect(): void {
  const { inspector, show } = useLayout.getState();
  if (inspector.open === false) show("inspector", true);
  focusSoon("[data-testid=inspector] input");
}

/** Gives the keyboard to what is about to appear: a panel may have to load first. */
function focusSoon(selector: string, frames = 60): void {
  requestAnimationFrame(() => {
    const found = document.querySelector<HTMLElement>(selector);
    if (found) found.focus();
    else if (frames > 0) focusSoon(selector, frames - 1);
  });
}

/** Runs the action whose keys are pressed, unless a field or a dialog has the keyboard. */
function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || document.querySelector("[role=dialog]")) return;
  const action = actionFor(event, isTyping(event.target));
  if (!action) return;
  event.preventDefault();
  action.run();
}

/** Says what an edit led to, once the hand rests. */
function useAnnouncedResults() {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = useLive.subscribe((snapshot) => {
      clearTimeout(timer);
      timer = setTimeout(() => announce(describeResult(snapshot)), 600);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
}
