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
