import type { Graph } from "./types.ts";

/** Whether two graphs are built alike: the same nodes with their names and places, and the same wires. Settings may differ. */
export function sameBuild(before: Graph, after: Graph): boolean {
  return (
    before.title === after.title &&
    before.definitions === after.definitions &&
    sameList(before.wires, after.wires, (a, b) => a.from === b.from && a.to === b.to && a.port === b.port) &&
    sameList(
      before.nodes,
      after.nodes,
      (a, b) =>
        a.id === b.id &&
        a.op === b.op &&
        a.name === b.name &&
        a.position?.x === b.position?.x &&
        a.position?.y === b.position?.y,
    ) &&
    sameList(
      before.groups ?? [],
      after.groups ?? [],
      (a, b) => a.id === b.id && a.name === b.name && a.members.join() === b.members.join(),
    )
  );
}

function sameList<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return (
    a === b ||
    (a.length === b.length &&
      a.every((item, i) => {
        const other = b[i];
        return item === other || (other !== undefined && same(item, other));
      }))
  );
}
