import { create } from "zustand";
import type { Offer } from "../../engine/datasets.ts";
import { inWords } from "../../server/request.ts";
import { choose } from "./data.ts";

/** Bytes of a file at most, once it is inflated: all of MNIST's images are half of it. */
const MOST_BYTES = 100_000_000;

interface Arriving {
  /** The text of a table that is being taken in; null where none is. */
  text: string | null;
  /** The first of two IDX files, which waits for the other. */
  half: { name: string; bytes: Uint8Array } | null;
  problem: string | null;
}

const none: Arriving = { text: null, half: null, problem: null };

/** Data of one's own on its way into the lab. */
export const useArriving = create<Arriving>()(() => none);

export function readTable(text: string): void {
  useArriving.setState({ ...none, text });
}

export function dropArriving(): void {
  useArriving.setState(none);
}

/** What asks for an answer is brought into sight. */
export function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: "nearest" });
}

/** Takes in what was chosen or dropped: one table, or two IDX files with images and their classes. */
export async function takeFiles(offer: Offer, files: readonly File[]): Promise<void> {
  try {
    for (const file of files.slice(0, 2)) await takeFile(offer, file);
  } catch (error) {
    useArriving.setState({ ...none, problem: inWords(error) });
  }
}

async function takeFile(offer: Offer, file: File): Promise<void> {
  const bytes = await inflated(file);
  if (!isIdx(bytes)) {
    readTable(new TextDecoder().decode(bytes));
    return;
  }
  const { half } = useArriving.getState();
  if (!half) {
    useArriving.setState({ ...none, half: { name: file.name, bytes } });
    return;
  }
  const spec = offer.images(half.bytes, bytes);
  useArriving.setState(none);
  choose(offer, { ...spec, test: 0.2, splitSeed: 1 });
}

/** Whether a file holds unsigned bytes in the IDX format. */
export function isIdx(bytes: Uint8Array): boolean {
  return bytes.length > 4 && bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 8;
}

/** The bytes of a file, inflated where it is packed by gzip. */
export async function inflated(file: Blob & { name?: string }, most = MOST_BYTES): Promise<Uint8Array> {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const packed = start[0] === 0x1f && start[1] === 0x8b;
  const stream = packed ? file.stream().pipeThrough(new DecompressionStream("gzip")) : file.stream();
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) {
      await reader.cancel();
      throw new Error(
        `${file.name ?? "The file"} holds more than ${most.toLocaleString("en")} bytes; take a part of it.`,
      );
    }
    parts.push(value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
