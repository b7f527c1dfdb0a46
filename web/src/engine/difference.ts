/** How a list became another: from an index on, so many items made place for others. */
export interface Difference<Item> {
  readonly from: number;
  readonly gone: number;
  readonly instead: readonly Item[];
}

/** The one piece in which two lists differ, as short as it can be. */
export function difference<Item>(
  before: readonly Item[],
  now: readonly Item[],
  same: (a: Item, b: Item) => boolean,
): Difference<Item> {
  const shorter = Math.min(before.length, now.length);
  const alike = (i: number, j: number) => same(before[i] as Item, now[j] as Item);
  let from = 0;
  while (from < shorter && alike(from, from)) from++;
  let behind = 0;
  while (behind < shorter - from && alike(before.length - 1 - behind, now.length - 1 - behind)) behind++;
  return {
    from,
    gone: before.length - from - behind,
    instead: now.slice(from, now.length - behind),
  };
}
