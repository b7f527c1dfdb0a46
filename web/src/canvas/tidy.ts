import type ElkApi from "elkjs/lib/elk-api";
import type { ElkNode } from "elkjs/lib/elk-api";
import { excerpt, move } from "../document/commands.ts";
import { setOpen } from "../document/groups.ts";
import { currentGraph, endGesture } from "../document/store.ts";
import type { Graph, Group, Position } from "../document/types.ts";
import { opOf } from "../engine/catalogue.ts";
import { PADDING } from "./frames.ts";
import { glide } from "./glide.ts";
import { cardId, groupOfCard, outHandle, type Scene, sceneOf } from "./scene.ts";
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

/** The same within every frame. */
const spacing = {
  "elk.layered.spacing.nodeNodeBetweenLayers": "76",
  "elk.layered.spacing.edgeNodeBetweenLayers": "30",
  "elk.spacing.nodeNode": "36",
};

const options = {
  ...spacing,
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.layered.crossingMinimization.semiInteractive": "true",
};

const NODE = { width: 116, height: 88 };
const CARD = { width: 164, height: 104 };

/** Lays a graph out from left to right, as values flow; closed groups as one, and what is in them as it would be open. */
export async function layout(graph: Graph): Promise<Map<string, Position>> {
  const elk = await load();
  const scene = sceneOf(graph);
  const inner = new Map<string, ReadonlyMap<string, Position>>();
  for (const { group, members } of scene.closed) {
    inner.set(group.id, await insideOf(graph, group, members));
  }
  const laid = await elk.layout(elkGraph(scene));
  const places = placesIn(laid, { x: 0, y: 0 });
  for (const { group } of scene.closed) {
    const at = places.get(cardId(group.id));
    const members = inner.get(group.id);
    if (at && members) for (const [id, place] of centred(members, at)) places.set(id, place);
  }
  for (const id of [...places.keys()]) if (groupOfCard(id) !== null) places.delete(id);
  return places;
}

/** The nodes of a closed group: where they stand, or, before they ever stood anywhere, laid out. */
async function insideOf(
  graph: Graph,
  group: Group,
  members: readonly string[],
): Promise<ReadonlyMap<string, Position>> {
  const nodes = graph.nodes.filter((node) => members.includes(node.id));
  const known = nodes.flatMap((node) => (node.position ? [[node.id, node.position] as const] : []));
  if (known.length === nodes.length) return new Map(known);
  return layout(setOpen(excerpt(graph, new Set(members)), group.id, true));
}

/** Lays out the nodes of a group alone, around a place. */
export async function layoutWithin(graph: Graph, ids: ReadonlySet<string>, centre: Position): Promise<Graph> {
  const part = excerpt(graph, ids);
  const opened = (part.groups ?? []).reduce((next, group) => setOpen(next, group.id, true), part);
  return move(graph, centred(await layout(opened), centre));
}

/** The places moved so that the middle of them lies here. */
function centred(places: ReadonlyMap<string, Position>, at: Position): Map<string, Position> {
  const middle = middleOf([...places.values()]);
  return new Map(
    [...places].map(([id, { x, y }]) => [
      id,
      { x: Math.round(x - middle.x + at.x), y: Math.round(y - middle.y + at.y) },
    ]),
  );
}

function middleOf(places: readonly Position[]): Position {
  const half = (all: readonly number[]) => (Math.min(...all) + Math.max(...all)) / 2;
  return { x: half(places.map((place) => place.x)), y: half(places.map((place) => place.y)) };
}

function elkGraph(scene: Scene): ElkNode {
  const size = sizes();
  const nodes = new Map<string, ElkNode>();
  for (const node of scene.nodes) {
    const ports = (opOf(node.op)?.ports ?? []).slice(0, scene.ports.get(node.id));
    nodes.set(
      node.id,
      elkNode(
        node.id,
        size.get(node.id) ?? NODE,
        ports.map((port) => port.name),
        ["out"],
      ),
    );
  }
  for (const { group, ins, outs } of scene.closed) {
    const id = cardId(group.id);
    nodes.set(
      id,
      elkNode(
        id,
        size.get(id) ?? CARD,
        ins.map((port) => port.key),
        outs.map(outHandle),
      ),
    );
  }
  const root: ElkNode = { id: "root", layoutOptions: options, children: [] };
  const frames = new Map<string, ElkNode>();
  for (const { group } of scene.open) {
    const { side, top, bottom } = PADDING;
    frames.set(group.id, {
      id: cardId(group.id),
      children: [],
      layoutOptions: {
        ...spacing,
        "elk.padding": `[top=${top},left=${side},bottom=${bottom},right=${side}]`,
      },
    });
  }
  const parentOf = (group: string | undefined) => (group && frames.get(group)) || root;
  for (const { group } of scene.open) {
    const frame = frames.get(group.id);
    if (frame) parentOf(group.parent).children?.push(frame);
  }
  const holder = new Map(
    scene.open.flatMap(({ group }) => group.members.map((id) => [id, group.id] as const)),
  );
  for (const node of scene.nodes) {
    const laid = nodes.get(node.id);
    if (laid) parentOf(holder.get(node.id)).children?.push(laid);
  }
  for (const { group } of scene.closed) {
    const laid = nodes.get(cardId(group.id));
    if (laid) parentOf(group.parent).children?.push(laid);
  }
  return {
    ...root,
    edges: scene.wires.map((wire) => ({
      id: `w ${wire.key}`,
      sources: [`${wire.source} > ${wire.sourceHandle}`],
      targets: [`${wire.target} < ${wire.targetHandle}`],
    })),
  };
}

function elkNode(
  id: string,
  { width, height }: { width: number; height: number },
  ins: readonly string[],
  outs: readonly string[],
): ElkNode {
  const port = (x: number, side: string, mark: string, names: readonly string[]) =>
    names.map((name, i) => ({
      id: `${id} ${mark} ${name}`,
      x,
      y: (height * (i + 1)) / (names.length + 1),
      layoutOptions: { "elk.port.side": side },
    }));
  return {
    id,
    width,
    height,
    layoutOptions: { "elk.portConstraints": "FIXED_POS" },
    ports: [...port(0, "WEST", "<", ins), ...port(width, "EAST", ">", outs)],
  };
}

function placesIn(laid: ElkNode, corner: Position): Map<string, Position> {
  const places = new Map<string, Position>();
  for (const child of laid.children ?? []) {
    const at = { x: corner.x + (child.x ?? 0), y: corner.y + (child.y ?? 0) };
    places.set(child.id, { x: Math.round(at.x), y: Math.round(at.y) });
    for (const [id, place] of placesIn(child, at)) places.set(id, place);
  }
  return places;
}

/** A graph without places, laid out around the middle of what is seen. */
export async function placeInView(graph: Graph): Promise<Graph> {
  return move(graph, centred(await layout(graph), toGraph(middle())));
}

/** Tidies the open graph in one step that can be undone; the cards glide to their places. */
export async function tidy(): Promise<void> {
  const graph = currentGraph();
  if (graph.nodes.length === 0) return;
  const to = await layout(graph);
  if (currentGraph().nodes.length !== graph.nodes.length) return;
  const from = new Map(
    graph.nodes.map((node) => [node.id, node.position ?? to.get(node.id) ?? { x: 0, y: 0 }]),
  );
  await glide(from, to, "tidy");
  endGesture();
  fitAll();
}
