import { describe, expect, it } from "vitest";
import { centre, extent, type Ink, PIXELS, SIDE, toDigit } from "./pixels.ts";

/** A drawing of 280 by 280 with a filled rectangle. */
function rectangle(left: number, top: number, width: number, height: number, strength = 1): Ink {
  const data = new Float32Array(280 * 280);
  for (let y = top; y < top + height; y++) data.fill(strength, y * 280 + left, y * 280 + left + width);
  return { width: 280, height: 280, data };
}

function shown(ink: Ink): Float64Array {
  const image = toDigit(ink);
  if (!image) throw new Error("Nothing was drawn.");
  return image;
}

describe("a drawing as an image of MNIST", () => {
  it("is nothing while nothing is drawn", () => {
    expect(toDigit(rectangle(0, 0, 0, 0))).toBeNull();
    expect(toDigit(rectangle(10, 10, 50, 50, 0.01))).toBeNull();
  });

  it("fits a box of 20 by 20, its aspect kept", () => {
    const image = shown(rectangle(17, 31, 50, 200));
    const box = extent({ width: SIDE, height: SIDE, data: image });
    expect(box).toMatchObject({ width: 5, height: 20 });
  });

  it("has its centre of mass in the middle, wherever it was drawn", () => {
    // A heavy foot under a thin stem: its middle is not that of its box.
    const { data, ...size } = rectangle(200, 20, 40, 160);
    const ink = { ...size, data: Float32Array.from(data) };
    for (let y = 180; y < 220; y++) ink.data.fill(1, y * 280 + 150, y * 280 + 260);
    const { x, y } = centre(shown(ink), SIDE, SIDE);
    expect(Math.abs(x - SIDE / 2)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(y - SIDE / 2)).toBeLessThanOrEqual(0.5);
  });

  it("is the same wherever on the pad it was drawn", () => {
    expect(shown(rectangle(0, 0, 60, 100))).toEqual(shown(rectangle(220, 180, 60, 100)));
  });

  it("lies between 0 and 1, smooth at edges that fall within a pixel", () => {
    const image = shown(rectangle(20, 20, 33, 100));
    expect(image).toHaveLength(PIXELS);
    expect(Math.min(...image)).toBe(0);
    expect(Math.max(...image)).toBeLessThanOrEqual(1);
    expect(shown(rectangle(5, 5, 100, 100, 0.5)).some((value) => Math.abs(value - 0.5) < 1e-6)).toBe(true);
  });

  it("keeps the ink when it shrinks: what is drawn over a quarter of the box is a quarter of it", () => {
    const { data, ...size } = rectangle(0, 0, 200, 200, 0);
    const ink = { ...size, data: Float32Array.from(data) };
    for (let y = 0; y < 100; y++) ink.data.fill(1, y * 280, y * 280 + 100);
    ink.data[199 * 280 + 199] = 1;
    const mass = shown(ink).reduce((sum, value) => sum + value, 0);
    expect(mass).toBeCloseTo(100, 0);
  });

  it("never leaves the image, even where the mass lies at one end", () => {
    const { data, ...size } = rectangle(0, 0, 10, 280);
    const ink = { ...size, data: Float32Array.from(data) };
    for (let y = 260; y < 280; y++) ink.data.fill(1, y * 280, y * 280 + 280);
    expect(extent({ width: SIDE, height: SIDE, data: shown(ink) })).toMatchObject({ width: 20, height: 20 });
  });

  it("a single dot becomes a whole digit's size, as MNIST's box demands", () => {
    expect(extent({ width: SIDE, height: SIDE, data: shown(rectangle(140, 140, 1, 1)) })).toMatchObject({
      width: 20,
      height: 20,
    });
  });
});
