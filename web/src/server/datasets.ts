import { read, request } from "./request.ts";

/** One example of a data set, as its bytes. */
export interface ImageExample {
  label: number;
  pixels: readonly number[];
  /** What a pixel is divided by to lie between 0 and 1. */
  scale: number;
  /** How many examples there are. */
  size: number;
}

export async function testDigit(index: number): Promise<ImageExample> {
  return read(await request(`/api/datasets/mnist/test/${index}`));
}

/** A small picture: a byte a pixel, 28 by 28. */
export interface DigitPicture {
  index: number;
  label: number;
  pixels: Uint8Array;
}

/** The pictures of these numbers, in their order. */
export async function digitPictures(
  split: "train" | "test",
  indices: readonly number[],
): Promise<DigitPicture[]> {
  const answer = await read<{ images: { index: number; label: number; pixels: string }[] }>(
    await request(`/api/datasets/mnist/${split}/images?index=${indices.join()}`),
  );
  return answer.images.map(({ index, label, pixels }) => ({
    index,
    label,
    pixels: Uint8Array.from(atob(pixels), (byte) => byte.charCodeAt(0)),
  }));
}

export interface Neighbour {
  index: number;
  label: number;
  /** Euclidean, over pixels from 0 to 1. */
  distance: number;
}

/** The training images most like an image whose pixels lie between 0 and 1, of so many that were compared. */
export async function nearestDigits(
  pixels: ArrayLike<number>,
  count: number,
): Promise<{ nearest: readonly Neighbour[]; of: number }> {
  const bytes = Array.from(pixels, (pixel) => Math.round(Math.min(1, Math.max(0, pixel)) * 255));
  return read(
    await request("/api/datasets/mnist/nearest", { method: "POST", body: { pixels: bytes, count } }),
  );
}
