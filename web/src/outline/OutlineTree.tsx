import {
  type FocusEvent,
  type KeyboardEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useShallow } from "zustand/react/shallow";
import { remove } from "../document/commands.ts";
import { groupingOf } from "../document/grouping.ts";
import { select, useSelection } from "../document/selection.ts";
import { apply, currentGraph, useDocument } from "../document/store.ts";
import { type Graph, wireKey } from "../document/types.ts";
import { opOf, valueSetting } from "../engine/catalogue.ts";
import { spokenName } from "../engine/edit.ts";
import { useLive } from "../engine/live.ts";
import { announce } from "../ui/announce.tsx";
import { useVisit } from "../ui/visit.ts";
import { OutlineRow, type RowProps } from "./OutlineRows.tsx";
import { isInOutline, TREE, useOutline } from "./open.ts";
import { branchesAround, keepRows, nodeKey, type Opened, type Row, rowsOf } from "./rows.ts";
import { type Step, stepFor } from "./walk.ts";

/**
 * The tree itself, by the pattern of the WAI-ARIA practices: one row has the keyboard, and what it stands for is
 * selected; what is selected elsewhere becomes the row.
 */
export function OutlineTree() {
  const place = useRef<HTMLDivElement>(null);
  const graph = useDocument((state) => state.graph);
  const order = useLive(useShallow((snapshot) => snapshot.order));
  const selection = useSelection();
  const [opened, setOpened] = useState<Opened>(new Map());
  const [wanted, setWanted] = useState(selectedKey);
  const [editing, setEditing] = useState<RowProps["editing"]>(null);
  const rows = useRows(graph, order, opened);
  // What the row stood for is gone: the one that has its place now takes over.
  const lastIndex = useRef(0);
  const active = rows.find((row) => row.key === wanted) ?? rows[Math.min(lastIndex.current, rows.length - 1)];
  if (active) lastIndex.current = rows.indexOf(active);

  const { toFocus, holds } = useKeyboardKept(place, active?.key);
  useFollowedSelection((id) => {
    const around = branchesAround(graph, id).filter((key) => opened.get(key) === false);
    if (around.length > 0) setOpened(new Map([...opened, ...around.map((key) => [key, true] as const)]));
    setWanted(nodeKey(id));
  });

  const go = (key: string) => {
    setWanted(key);
    toFocus.current = true;
    const row = rows.find((other) => other.key === key);
    if (row) selectRow(row);
  };
  const toggle = (row: Row, to = !(row.kind === "port" || row.open)) => {
    setOpened((before) => new Map(before).set(row.key, to));
    go(row.key);
  };
  const done = useCallback(() => {
    setEditing(null);
    toFocus.current = true;
  }, [toFocus]);
  const enter = (row: Row) => take(stepFor({ ...plainKey, key: "Enter" }, rows, row, isSource(row)), row);
  const take = (step: Step, row: Row) => {
    if (!step) return;
    if (rebuilds(step) && !useVisit.getState().editable) {
      announce("This graph is for reading: only its numbers can be changed.");
    } else if ("go" in step) go(step.go);
    else if ("open" in step) toggle(row, step.to);
    else if ("edit" in step) setEditing(step.edit);
    else if ("choose" in step) setEditing("source");
    else removeRow(row);
  };
  const removeRow = (row: Row) => {
    toFocus.current = true;
    if (row.kind === "node") {
      apply((current) => remove(current, new Set([row.node.id]), new Set()));
      announce(`${spokenName(row.node)} removed.`);
    }
    if (row.kind === "port" && row.wire) {
      const key = wireKey(row.wire);
      apply((current) => remove(current, new Set(), new Set([key])));
      announce(`Nothing goes into ${row.port.label} any more.`);
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (!active || editing) return;
    const step = stepFor(event, rows, active, isSource(active));
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    take(step, active);
  };

  const rowAt = (target: EventTarget) => {
    const key = target instanceof Element && target.closest("[data-row]")?.getAttribute("data-row");
    return rows.find((row) => row.key === key);
  };

  const onFocus = (event: FocusEvent) => {
    holds.current = true;
    // The tree itself holds the keyboard only while it has no rows.
    if (event.target === place.current)
      place.current?.querySelector<HTMLElement>("[data-row][tabindex='0']")?.focus();
    const row = event.target.hasAttribute("data-row") ? rowAt(event.target) : undefined;
    if (!row) return;
    setWanted(row.key);
    selectRow(row);
  };

  return (
    <div
      ref={place}
      className="outlineTree"
      role="tree"
      tabIndex={rows.length === 0 ? 0 : -1}
      aria-label="Nodes in the order of the forward pass"
      data-testid={TREE}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onClick={(event) => {
        const row = rowAt(event.target);
        if (row && event.target instanceof Element && event.target.closest("[data-caret]")) toggle(row);
      }}
      onDoubleClick={(event) => {
        const row = rowAt(event.target);
        if (row && !editing) enter(row);
      }}
    >
      {rows.map((row) => (
        <OutlineRow
          key={row.key}
          row={row}
          active={row === active}
          selected={isSelected(row, selection)}
          editing={row === active ? editing : null}
          onDone={done}
        />
      ))}
    </div>
  );
}

const plainKey = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

/** Whether a step changes more than a number. */
function rebuilds(step: Exclude<Step, null>): boolean {
  return "choose" in step || "remove" in step || ("edit" in step && step.edit === "name");
}

function isSource(row: Row): boolean {
  return row.kind === "node" && valueSetting(opOf(row.node.op)) !== undefined;
}

/** The rows that are seen, those that stayed the same with the same identity. */
function useRows(graph: Graph, order: readonly string[], opened: Opened): readonly Row[] {
  const before = useRef<readonly Row[]>([]);
  return useMemo(() => {
    before.current = keepRows(before.current, rowsOf(graph, order, opened));
    return before.current;
  }, [graph, order, opened]);
}

function isSelected(row: Row, { nodes, wires }: { nodes: ReadonlySet<string>; wires: ReadonlySet<string> }) {
  if (row.kind === "node") return nodes.has(row.node.id);
  if (row.kind === "port") return row.wire !== undefined && wires.has(wireKey(row.wire));
  const within = groupingOf(currentGraph()).within(row.group.id);
  return within.length > 0 && within.every((id) => nodes.has(id));
}

/** Whether the outline itself selects at the moment: that need not be followed. */
let selecting = false;

function selectRow(row: Row): void {
  selecting = true;
  if (row.kind === "node") select([row.node.id]);
  else if (row.kind === "group") select(groupingOf(currentGraph()).within(row.group.id));
  else if (row.wire) select([], [wireKey(row.wire)]);
  else select([row.node.id]);
  selecting = false;
}

/** The row of the node that is selected when the outline opens. */
function selectedKey(): string | null {
  const [id] = useSelection.getState().nodes;
  return id === undefined ? null : nodeKey(id);
}

function useFollowedSelection(follow: (id: string) => void): void {
  const latest = useRef(follow);
  useEffect(() => {
    latest.current = follow;
  });
  useEffect(() => {
    const look = () => {
      const selection = useSelection.getState();
      const [id] = selection.nodes;
      if (!selecting && id !== undefined && selection.nodes.size === 1) latest.current(id);
    };
    return useSelection.subscribe(look);
  }, []);
}

/** Gives the keyboard to the active row where it is due: when asked for, and when the row that had it is gone. */
function useKeyboardKept(place: { current: HTMLElement | null }, key: string | undefined) {
  const toFocus = useRef(false);
  const holds = useRef(false);
  const calls = useOutline((state) => state.calls);
  const answered = useRef(0);

  useEffect(() => {
    const leave = (event: Event) => {
      if (event.target instanceof Element && !isInOutline(event.target)) holds.current = false;
    };
    document.addEventListener("focusin", leave);
    document.addEventListener("pointerdown", leave);
    return () => {
      document.removeEventListener("focusin", leave);
      document.removeEventListener("pointerdown", leave);
    };
  }, []);

  useLayoutEffect(() => {
    const row = place.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key ?? "")}"]`);
    const lost = holds.current && document.activeElement === document.body;
    const called = answered.current !== calls;
    answered.current = calls;
    // An empty tree holds the keyboard itself, so that what is added first is found in it.
    if (toFocus.current || lost || called) (row ?? place.current)?.focus();
    else row?.scrollIntoView({ block: "nearest" });
    toFocus.current = false;
  });

  return { toFocus, holds };
}
