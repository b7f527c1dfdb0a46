import { Tooltip } from "radix-ui";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { Canvas } from "../canvas/Canvas.tsx";
import { focusNode, isOnCanvas, middle, reveal, toGraph } from "../canvas/viewport.ts";
import { select, useSelection } from "../document/selection.ts";
import type { Position } from "../document/types.ts";
import type { Op } from "../engine/catalogue.ts";
import { describeResult, type LooseEnd, placeOp } from "../engine/edit.ts";
import { useLive } from "../engine/live.ts";
import { Palette } from "../palette/Palette.tsx";
import { QuickAdd } from "../palette/QuickAdd.tsx";
import { announce, LiveRegion } from "../ui/announce.tsx";
import { actions } from "./actions.ts";
import { listenToClipboard } from "./clipboard.ts";
import { isTyping, matches } from "./keys.ts";
import { Shell } from "./Shell.tsx";
import { canvasNotes, canvasTools } from "./slots.tsx";
import { TopBar } from "./TopBar.tsx";

const Inspector = lazy(() =>
  import("../inspector/Inspector.tsx").then((module) => ({ default: module.Inspector })),
);
const Shortcuts = lazy(() => import("./Shortcuts.tsx").then((module) => ({ default: module.Shortcuts })));

interface Asked {
  at: Position;
  loose?: LooseEnd | undefined;
}

interface Placing {
  loose?: LooseEnd | undefined;
  dropped?: boolean;
}

/** Half a card: what is dropped stands under the pointer. */
const HALF = { x: 58, y: 44 };

/** Joins the rooms: what the palette picks lands on the canvas, what is selected there shows in the inspector. */
export function App() {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [help, setHelp] = useState(false);
  const selected = useSelection((selection) => selection.nodes.size + selection.wires.size > 0);

  const place = useCallback(
    (op: Op, client: Position | null, { loose, dropped = client !== null }: Placing = {}) => {
      if (client && !isOnCanvas(client)) return;
      const at = toGraph(client ?? middle());
      // A loose wire ends in a port at the left (or begins at the output on the right) of what is placed.
      const x = loose ? (loose.port === null ? 0 : 2 * HALF.x) : HALF.x;
      const id = placeOp(op, { x: Math.round(at.x - x), y: Math.round(at.y - HALF.y) }, loose);
      // What was dropped is where the person looks; what was typed or clicked is shown by selecting it.
      if (dropped) return;
      select([id]);
      focusNode(id);
    },
    [],
  );

  const ask = useCallback((at: Position, loose?: LooseEnd) => setAsked({ at, loose }), []);

  useEffect(listenToClipboard, []);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.defaultPrevented || document.querySelector("[role=dialog]")) return;
      if (event.key === "/") ask(middle());
      else if (event.key === "?") setHelp(true);
      else {
        const action = actions.find((candidate) => candidate.keys.some((keys) => matches(event, keys)));
        if (!action) return;
        action.run();
      }
      event.preventDefault();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [ask]);
  useAnnouncedResults();
  // The inspector has just opened over a part of the canvas: what is selected stays in sight.
  useEffect(() => {
    if (selected) requestAnimationFrame(() => reveal(useSelection.getState().nodes));
  }, [selected]);

  return (
    <Tooltip.Provider delayDuration={400}>
      <Shell
        top={<TopBar onHelp={() => setHelp(true)} />}
        palette={<Palette onPlace={place} />}
        canvas={
          <>
            <Canvas onQuickAdd={ask} />
            <div className="shell-notes">
              {canvasNotes.map((Note, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed.
                <Note key={i} />
              ))}
            </div>
            <div className="shell-tools">
              {canvasTools.map((Tool, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed.
                <Suspense key={i}>
                  <Tool />
                </Suspense>
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
      {asked && (
        <QuickAdd
          {...asked}
          onClose={() => setAsked(null)}
          onPick={(op) => {
            setAsked(null);
            place(op, asked.at, { loose: asked.loose, dropped: false });
          }}
        />
      )}
      {help && (
        <Suspense>
          <Shortcuts open onOpenChange={setHelp} />
        </Suspense>
      )}
      <LiveRegion />
    </Tooltip.Provider>
  );
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
