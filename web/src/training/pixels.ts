/** The side of an image of MNIST, and of the box that its digit fits in. */
export const SIDE = 28;
export const PIXELS = SIDE * SIDE;
const BOX = 20;

/** Ink fainter than this does not count towards a digit's extent. */
const FAINT = 0.05;

/** Ink by pixel, from 0 to 1, row by row. */
export interface Ink {
  width: number;
  height: number;
  data: ArrayLike<number>;
}

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * A drawing as MNIST's images were made: the digit scaled to fit a box of 20 by 20 pixels, its aspect kept, smoothed
 * by averaging, and set into 28 by 28 with its centre of mass in the middle. Null where nothing is drawn.
 * Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits".
 */
export function toDigit(ink: Ink): Float64Array | null {
  const box = extent(ink);
  if (!box) return null;
  const scale = BOX / Math.max(box.width, box.height);
  const width = Math.max(1, Math.round(box.width * scale));
  const height = Math.max(1, Math.round(box.height * scale));
  const small = average(ink, box, width, height);
  const middle = centre(small, width, height);
  return place(small, width, height, offset(middle.x, width), offset(middle.y, height));
}

/** The smallest box that holds all the ink. */
export function extent({ width, height, data }: Ink): Box | null {
  let left = width;
  let right = -1;
  let top = height;
  let bottom = -1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((data[y * width + x] ?? 0) < FAINT) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  return right < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** Scales a part of the ink, each new pixel the mean of the area that it covers. */
function average({ width: stride, data }: Ink, box: Box, width: number, height: number): Float64Array {
  const small = new Float64Array(width * height);
  const stepX = box.width / width;
  const stepY = box.height / height;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (const [row, down] of covered(y * stepY, (y + 1) * stepY)) {
        for (const [column, across] of covered(x * stepX, (x + 1) * stepX)) {
          sum += down * across * (data[(box.top + row) * stride + box.left + column] ?? 0);
        }
      }
      small[y * width + x] = Math.min(1, sum / (stepX * stepY));
    }
  }
  return small;
}

/** The whole cells that a stretch covers, with how much of each. */
function covered(from: number, to: number): [cell: number, share: number][] {
  const cells: [number, number][] = [];
  for (let cell = Math.floor(from); cell < to; cell++) {
    const share = Math.min(cell + 1, to) - Math.max(cell, from);
    if (share > 1e-9) cells.push([cell, share]);
  }
  return cells;
}

/** The centre of mass, in pixels from the left and the top. */
export function centre(data: ArrayLike<number>, width: number, height: number): { x: number; y: number } {
  let mass = 0;
  let x = 0;
  let y = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const value = data[row * width + column] ?? 0;
      mass += value;
      x += value * (column + 0.5);
      y += value * (row + 0.5);
    }
  }
  return mass > 0 ? { x: x / mass, y: y / mass } : { x: width / 2, y: height / 2 };
}

/** Where a side begins so that its centre lies in the middle; the digit never leaves the image. */
function offset(middle: number, size: number): number {
  return Math.min(SIDE - size, Math.max(0, Math.round(SIDE / 2 - middle)));
}

function place(small: Float64Array, width: number, height: number, left: number, top: number): Float64Array {
  const image = new Float64Array(PIXELS);
  for (let y = 0; y < height; y++) {
    image.set(small.subarray(y * width, (y + 1) * width), (top + y) * SIDE + left);
  }
  return image;
}
