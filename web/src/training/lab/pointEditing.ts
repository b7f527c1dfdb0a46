import { type PointerEvent, type RefObject, useRef } from "react";
import { create } from "zustand";
import { type DataPreview, labOffer } from "../../engine/datasets.ts";
import { asOwn, choose, useData } from "./data.ts";
import { turnToRow } from "./pager.ts";
import type { Axes, Frame2 } from "./plane.ts";

/** What the pointer does on the plane: "show" picks an example, a number draws points of that class. */
export const useTool = create<{ tool: "show" | number }>()(() => ({ tool: "show" }));

/** How near the pointer must come to a point, in pixels. */
const REACH = 9;

/** Picks, drags and draws points on the plane. */
export function usePointEditing(
  place: RefObject<HTMLCanvasElement | null>,
  preview: DataPreview,
  axes: Axes | null,
  bounds: Frame2 | null,
) {
  const held = useRef<{ row: number; x: number; y: number; moved: boolean } | null>(null);
  if (!axes || !bounds) return {};

  const at = (event: PointerEvent) => {
    const box = place.current?.getBoundingClientRect();
    if (!box) return null;
    const x = event.clientX - box.left;
    const y = event.clientY - box.top;
    const across = bounds.left + (x / box.width) * (bounds.right - bounds.left);
    const up = bounds.high - (y / box.height) * (bounds.high - bounds.low);
    let nearest = -1;
    let least = REACH;
    preview.columns[axes.across]?.forEach((value, row) => {
      const dx = ((value - bounds.left) / (bounds.right - bounds.left)) * box.width - x;
      const height = preview.columns[axes.up]?.[row] ?? 0;
      const dy = ((bounds.high - height) / (bounds.high - bounds.low)) * box.height - y;
      const distance = Math.hypot(dx, dy);
      if (distance < least) [nearest, least] = [row, distance];
    });
    return { across, up, nearest };
  };

  const change = async (edit: (rows: number[][]) => void) => {
    const spec = asOwn(useData.getState().spec, preview);
    const rows = (spec.rows ?? []).map((row) => [...row]);
    edit(rows);
    choose(await labOffer(), { ...spec, rows });
  };

  return {
    onPointerDown(event: PointerEvent) {
      const point = at(event);
      const { tool } = useTool.getState();
      if (!point) return;
      if (point.nearest >= 0) {
        held.current = { row: point.nearest, x: event.clientX, y: event.clientY, moved: false };
        place.current?.setPointerCapture(event.pointerId);
        turnToRow(point.nearest);
      } else if (tool !== "show") {
        void change((rows) => {
          const row = preview.columns.map(() => 0);
          row[axes.label] = axes.a === axes.b ? point.up : tool;
          row[axes.across] = point.across;
          if (axes.a !== axes.b) row[axes.up] = point.up;
          rows.push(row);
        });
      } else turnToRow(null);
    },
    onPointerMove(event: PointerEvent) {
      if (!held.current || event.buttons === 0) return;
      const point = at(event);
      const { row } = held.current;
      const way = Math.hypot(event.clientX - held.current.x, event.clientY - held.current.y);
      // A click that trembles is no drag.
      if (!point || (!held.current.moved && way < 4)) return;
      held.current.moved = true;
      void change((rows) => {
        const moved = rows[row];
        if (!moved) return;
        moved[axes.across] = point.across;
        moved[axes.up] = point.up;
      });
    },
    onPointerUp() {
      held.current = null;
    },
  };
}
