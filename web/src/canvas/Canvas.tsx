import {
  Background,
  BackgroundVariant,
  type Connection,
  type Edge,
  type FinalConnectionState,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useReactFlow,
  useStore,
} from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import { type MouseEvent, type ReactNode, useEffect, useRef } from "react";
import { connect, reconnect, remove } from "../document/commands.ts";
import { apply, currentGraph, useDocument } from "../document/store.ts";
import { type Position, type Wire, wireKey } from "../document/types.ts";
import type { LooseEnd } from "../engine/edit.ts";
import { refusal } from "../engine/live.ts";
import { useIsLit } from "../engine/spotlight.ts";
import { useVisit } from "../ui/visit.ts";
import { CanvasControls } from "./CanvasControls.tsx";
import { useWatchedDrawing } from "./drawing.ts";
import { EmptyCanvas } from "./EmptyCanvas.tsx";
import { FarWires } from "./FarWires.tsx";
import { type FlowEdge, type FlowNode, useFlow } from "./flow.ts";
import { GraphMap } from "./GraphMap.tsx";
import { GraphNode } from "./GraphNode.tsx";
import { GroupCard } from "./GroupCard.tsx";
import { GroupFrame } from "./GroupFrame.tsx";
import { Hint } from "./Hint.tsx";
import { KeyboardWire } from "./KeyboardWire.tsx";
import { useCanvasKeys, useOneTabStop } from "./keyboard.ts";
import { usePicturing } from "./picture.ts";
import { PlacesContext, usePlaces } from "./places.ts";
import { usePlacing } from "./placing.ts";
import { RefusalNote } from "./RefusalNote.tsx";
import { SelectionToolbar } from "./SelectionToolbar.tsx";
import { nodeAtOutput, portAtInput } from "./scene.ts";
import { useSpoken } from "./spoken.ts";
import { toggleGroup } from "./toggleGroup.ts";
import { attachViewport } from "./viewport.ts";
import { WireEdge } from "./WireEdge.tsx";
import { WireInProgress } from "./WireInProgress.tsx";
import "./Canvas.css";

const nodeTypes = { op: GraphNode, closed: GroupCard, frame: GroupFrame };
const edgeTypes = { wire: WireEdge };

const noEdges: FlowEdge[] = [];

/** Nodes beyond this number are drawn only where they are seen. */
const MANY = 150;

/** A finger on the background moves the view; a mouse draws a box. */
const touch = typeof matchMedia === "function" && matchMedia("(pointer: coarse)").matches;

/** Farther away than this, numbers cannot be read and are not drawn. */
const FAR = 0.35;

interface CanvasProps {
  /** The person asks for an operation at a point of the window, perhaps for the loose end of a wire. */
  onQuickAdd(client: Position, loose?: LooseEnd): void;
  /** A node is to be seen in full. */
  onOpenNode(id: string): void;
  /** More items for the menu of what is shown. */
  viewItems?: ReactNode;
}

export function Canvas(props: CanvasProps) {
  // Another document is another drawing: nothing measured of the last one holds for it.
  const key = useDocument((state) => state.key);
  return (
    <ReactFlowProvider key={key}>
      <Flow {...props} />
    </ReactFlowProvider>
  );
}

function Flow({ onQuickAdd, onOpenNode, viewItems }: CanvasProps) {
  const { nodes, edges, onNodesChange, onEdgesChange } = useFlow();
  const { nodes: spoken, onFocus } = useOneTabStop(useSpoken(nodes));
  const places = usePlaces(nodes, edges);
  const keys = useCanvasKeys({ onOpen: onOpenNode });
  const frame = useRef<HTMLDivElement>(null);
  const far = useStore((state) => state.transform[2] < FAR);
  const lit = useIsLit();
  const afar = far && nodes.length > MANY && !lit;
  useWatchedDrawing(afar);
  const detaching = useRef(false);
  const picturing = usePicturing();
  const editable = useVisit((visit) => visit.editable);
  const instance = useReactFlow<FlowNode, FlowEdge>();

  useEffect(() => {
    attachViewport(instance, frame.current);
    return () => attachViewport(null, null);
  }, [instance]);
  const placed = usePlacing(nodes);

  const onConnectEnd = (event: globalThis.MouseEvent | TouchEvent, state: FinalConnectionState) => {
    if (detaching.current || state.isValid !== null || !state.fromHandle || state.toHandle) return;
    const point = "changedTouches" in event ? event.changedTouches[0] : event;
    if (!point || (event.target instanceof Element && event.target.closest(".react-flow__node"))) return;
    const { type, nodeId, id } = state.fromHandle;
    const entered = type === "target" ? portAtInput(nodeId, id) : null;
    const held = entered && wireKey(entered);
    if (held && currentGraph().wires.some((wire) => wireKey(wire) === held)) {
      // Dragged out of a port that has a wire, and let go over nothing: the wire is pulled out.
      apply((graph) => remove(graph, new Set(), new Set([held])));
      return;
    }
    onQuickAdd(
      { x: point.clientX, y: point.clientY },
      entered ? { node: entered.to, port: entered.port } : { node: nodeAtOutput(nodeId, id), port: null },
    );
  };

  const onDoubleClick = (event: MouseEvent) => {
    const card = event.target instanceof Element ? event.target.closest<HTMLElement>(".groupCard") : null;
    if (card?.dataset.groupId) void toggleGroup(card.dataset.groupId);
    else if (event.target instanceof Element && event.target.classList.contains("react-flow__pane")) {
      onQuickAdd({ x: event.clientX, y: event.clientY });
    }
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a double click opens what the key / opens too.
    <div
      ref={frame}
      className={`canvas ${placed ? "" : "canvas-unplaced"} ${far ? "canvas-far" : ""}`}
      data-testid="canvas"
      onDoubleClick={onDoubleClick}
      onFocus={onFocus}
      {...keys}
    >
      <PlacesContext value={places}>
        <ReactFlow<FlowNode, FlowEdge>
          nodes={spoken}
          edges={afar ? noEdges : edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodesChange={onNodesChange}
          onEdgesChange={onEdgesChange}
          onConnect={(connection) => apply((graph) => connect(graph, wireOf(connection)))}
          onReconnectStart={() => {
            detaching.current = true;
          }}
          onReconnect={(edge, connection) => {
            detaching.current = false;
            apply((graph) => reconnect(graph, edge.id, wireOf(connection)));
          }}
          onReconnectEnd={(_, edge) => {
            // Let go over nothing: the wire is pulled out.
            if (detaching.current) apply((graph) => remove(graph, new Set(), new Set([edge.id])));
            detaching.current = false;
          }}
          onConnectEnd={onConnectEnd}
          nodesDraggable={editable}
          nodesConnectable={editable}
          edgesReconnectable={editable}
          isValidConnection={fitsTogether}
          connectionLineComponent={WireInProgress}
          connectionRadius={26}
          reconnectRadius={10}
          edgesFocusable={false}
          deleteKeyCode={null}
          selectionOnDrag={!touch}
          selectionMode={SelectionMode.Partial}
          selectionKeyCode={null}
          multiSelectionKeyCode={["Shift", "Meta", "Control"]}
          panOnDrag={touch ? true : [1]}
          panOnScroll
          zoomOnDoubleClick={false}
          minZoom={0.1}
          maxZoom={3}
          elevateEdgesOnSelect
          onlyRenderVisibleElements={nodes.length > MANY && !picturing}
          attributionPosition="bottom-left"
          ariaLabelConfig={{
            "node.a11yDescription.default":
              "The arrow keys walk along the wires, Enter selects, W draws a wire, Delete removes.",
          }}
        >
          <Background variant={BackgroundVariant.Dots} gap={20} size={1.5} color="var(--paper-dots)" />
          <Hint />
          {afar && <FarWires nodes={nodes} edges={edges} />}
          <SelectionToolbar />
          <GraphMap />
        </ReactFlow>
      </PlacesContext>
      <RefusalNote />
      <KeyboardWire />
      <EmptyCanvas />
      <CanvasControls viewItems={viewItems} />
    </div>
  );
}

function wireOf(connection: Connection | Edge): Wire {
  return {
    from: nodeAtOutput(connection.source, connection.sourceHandle),
    ...portAtInput(connection.target, connection.targetHandle),
  };
}

function fitsTogether(connection: Connection | Edge): boolean {
  const { from, to, port } = wireOf(connection);
  return refusal(from, to, port) === "";
}
