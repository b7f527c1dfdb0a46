import type ElkApi from "elkjs/lib/elk-api";
import { move } from "../document/commands.ts";
import { apply, currentGraph, endGesture } from "../document/store.ts";
import type { Graph, Position } from "../document/types.ts";
import { opOf } from "../engine/catalogue.ts";
import { fitAll, middle, sizes, toGraph } from "./viewport.ts";

type Elk = InstanceType<typeof ElkApi>;

let loading: Promise<Elk> | null = null;

/** The layout engine loads when it is first needed, and works in a thread of its own. */
function load(): Promise<Elk> {
  loading ??= Promise.all([import("elkjs/lib/elk-api.js"), import("elkjs/lib/elk-worker.min.js?url")]).then(
    ([api, worker]) => new api.default({ workerFactory: () => new Worker(worker.default) }),
  );
  return loading;
}

const options = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.layered.spacing.nodeNodeBetweenLayers": "84",
  "elk.spacing.nodeNode": "28",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.layered.crossingMinimization.semiInteractive": "true",
};

/** Lays a graph out from left to right, as values flow. */
export async function layout(graph: Graph): Promise<Map<string, Position>> {
  const elk = await load();
  const size = sizes();
  const laid = await elk.layout({
    id: "graph",
    layoutOptions: options,
    children: graph.nodes.map((node) => {
      const { width, height } = size.get(node.id) ?? { width: 116, height: 88 };
      const ports = opOf(node.op)?.ports ?? [];
      return {
        id: node.id,
        width,
        height,
        layoutOptions: { "elk.portConstraints": "FIXED_POS" },
        ports: [
          ...ports.map((port, i) => ({
            id: `${node.id}:${port.name}`,
            x: 0,
            y: (height * (i + 1)) / (ports.length + 1),
            layoutOptions: { "elk.port.side": "WEST" },
          })),
          { id: `${node.id}>`, x: width, y: height / 2, layoutOptions: { "elk.port.side": "EAST" } },
        ],
      };
    }),
    edges: graph.wires.map((wire, i) => ({
      id: `w${i}`,
      sources: [`${wire.from}>`],
      targets: [`${wire.to}:${wire.port}`],
    })),
  });
  return new Map(
    (laid.children ?? []).map((child) => [
      child.id,
      { x: Math.round(child.x ?? 0), y: Math.round(child.y ?? 0) },
    ]),
  );
}

/** A graph without places, laid out around the middle of what is seen. */
export async function placeInView(graph: Graph): Promise<Graph> {
  const places = await layout(graph);
  const corner = (pick: (place: Position) => number, most: (...all: number[]) => number) =>
    most(...[...places.values()].map(pick));
  const centre = toGraph(middle());
  const dx = centre.x - (corner((p) => p.x, Math.min) + corner((p) => p.x, Math.max)) / 2;
  const dy = centre.y - (corner((p) => p.y, Math.min) + corner((p) => p.y, Math.max)) / 2;
  return move(
    graph,
    new Map([...places].map(([id, { x, y }]) => [id, { x: Math.round(x + dx), y: Math.round(y + dy) }])),
  );
}

/** Tidies the open graph in one step that can be undone; the cards glide to their places. */
export async function tidy(): Promise<void> {
  const graph = currentGraph();
  if (graph.nodes.length === 0) return;
  const to = await layout(graph);
  if (currentGraph().nodes.length !== graph.nodes.length) return;
  await glide(graph, to);
  fitAll();
}

async function glide(graph: Graph, to: ReadonlyMap<string, Position>): Promise<void> {
  const frames = matchMedia("(prefers-reduced-motion: reduce)").matches || graph.nodes.length > 200 ? 1 : 14;
  const from = new Map(
    graph.nodes.map((node) => [node.id, node.position ?? to.get(node.id) ?? { x: 0, y: 0 }]),
  );
  for (let frame = 1; frame <= frames; frame++) {
    const done = 1 - (1 - frame / frames) ** 3;
    const between = new Map(
      [...to].map(([id, end]) => {
        const start = from.get(id) ?? end;
        return [id, { x: start.x + (end.x - start.x) * done, y: start.y + (end.y - start.y) * done }];
      }),
    );
    apply((current) => move(current, frame === frames ? to : between), "tidy");
    if (frame < frames) await new Promise((next) => requestAnimationFrame(next));
  }
  endGesture();
}
