import { Tooltip } from "radix-ui";
import { lazy, Suspense, useCallback, useEffect, useRef } from "react";
import { Canvas } from "../canvas/Canvas.tsx";
import { picture } from "../canvas/picture.ts";
import { focusNode, isOnCanvas, middle, reveal, toGraph } from "../canvas/viewport.ts";
import { select, useSelection } from "../document/selection.ts";
import type { Position } from "../document/types.ts";
import { compositeOf, type Op } from "../engine/catalogue.ts";
import { placeComposite } from "../engine/composing.ts";
import { describeResult, placeAfter, placeOp } from "../engine/edit.ts";
import { useLive } from "../engine/live.ts";
import { useTaking } from "../lessons/taking.ts";
import { focusOutline, isInOutline } from "../outline/open.ts";
import { Palette } from "../palette/Palette.tsx";
import { QuickAdd } from "../palette/QuickAdd.tsx";
import { providePictures } from "../share/pictures.ts";
import { announce, LiveRegion } from "../ui/announce.tsx";
import { useNumberFormat } from "../ui/numberFormat.ts";
import { useVisit } from "../ui/visit.ts";
import { actionFor, isForReading } from "./actions.ts";
import { type Asked, askForOperation, chosen, dismiss, onlySelected, useAsking } from "./asking.ts";
import { CanvasMenu } from "./CanvasMenu.tsx";
import { listenToClipboard } from "./clipboard.ts";
import { focusSoon } from "./focus.ts";
import { followLessons, followModel, followSteps, makeRoom } from "./following.ts";
import { isTyping } from "./keys.ts";
import { later } from "./later.tsx";
import { useLayout } from "./layout.ts";
import { LeavePresentation } from "./PresentButton.tsx";
import { leave, watchFullscreen } from "./presenting.ts";
import { Shell } from "./Shell.tsx";
import { canvasNotes, canvasTools, shownIn } from "./slots.tsx";
import { TopBar } from "./TopBar.tsx";

const ReaderBar = lazy(() => import("./ReaderBar.tsx").then((module) => ({ default: module.ReaderBar })));

const EmbedCorner = later(
  () => useVisit((visit) => visit.embedded),
  () => import("../share/EmbedCorner.tsx").then((module) => module.EmbedCorner),
);

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
  const visit = useVisit();
  // Everything that shows a number is drawn again with the page, or asks for the format itself.
  useNumberFormat();
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
  useEffect(followLessons, []);
  useEffect(followModel, []);

  const placeHere = useCallback((op: Op) => place(op, null, { after: onlySelected() }), [place]);

  useEffect(listenToClipboard, []);
  useEffect(watchFullscreen, []);
  useEffect(() => providePictures(picture), []);
  useEffect(() => {
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
  useAnnouncedResults();
  useRoomForLessons();
  // The inspector has just opened over a part of the canvas: what is selected stays in sight.
  useEffect(() => {
    if (selected) requestAnimationFrame(() => reveal(useSelection.getState().nodes));
  }, [selected]);

  return (
    <Tooltip.Provider delayDuration={400}>
      <Shell
        top={
          visit.editable ? (
            <TopBar />
          ) : (
            <Suspense>
              <ReaderBar />
            </Suspense>
          )
        }
        palette={<Palette onPlace={place} />}
        canvas={
          <>
            <CanvasMenu>
              <Canvas onQuickAdd={askForOperation} onOpenNode={inspect} />
            </CanvasMenu>
            <div className="shell-notes">
              {shownIn(visit, canvasNotes).map((Note, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed.
                <Note key={i} />
              ))}
            </div>
            <div className="shell-tools" ref={tools}>
              {shownIn(visit, canvasTools).map((Tool, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed.
                <Suspense key={i}>
                  <Tool />
                </Suspense>
              ))}
            </div>
            <EmbedCorner />
            <LeavePresentation />
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
            chosen();
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

/** Runs the action whose keys are pressed, unless a field or a dialog has the keyboard. */
function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || document.querySelector("[role=dialog]")) return;
  const action = actionFor(event, isTyping(event.target));
  if (!action || (!useVisit.getState().editable && !isForReading(action))) return;
  event.preventDefault();
  // Escape leaves the presentation first.
  if (action.id === "deselect") leave();
  action.run();
}

/** The palette steps aside while a lesson is open; whoever builds in one brings it back. */
function useRoomForLessons() {
  const inLesson = useTaking((taking) => taking.taken !== null);
  useEffect(() => {
    const { palette, show } = useLayout.getState();
    if (!inLesson || !palette.open) return;
    show("palette", false);
    return () => show("palette", true);
  }, [inLesson]);
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
