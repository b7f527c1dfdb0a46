import { expect, it } from "vitest";
import { inflated, isIdx } from "./dataFiles.ts";

async function packed(bytes: Uint8Array<ArrayBuffer>): Promise<Blob> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Blob([await new Response(stream).arrayBuffer()]);
}

const idx = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 7, 9);

it("a file comes in as it is, packed or not", async () => {
  expect(await inflated(new Blob([idx]))).toEqual(idx);
  expect(await inflated(await packed(idx))).toEqual(idx);
});

it("a file that would fill the memory is refused, however small it is packed", async () => {
  const bomb = await packed(new Uint8Array(1_000_000));
  expect(bomb.size).toBeLessThan(10_000);
  await expect(inflated(bomb, 100_000)).rejects.toThrow("more than 100,000 bytes");
});

it("images are told from tables by their first bytes", () => {
  expect(isIdx(idx)).toBe(true);
  expect(isIdx(new TextEncoder().encode("a,b\n1,2\n"))).toBe(false);
});
