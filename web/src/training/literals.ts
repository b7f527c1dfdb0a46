import type { SettingValue } from "../document/types.ts";

/** The shortest number that is the same in single precision: 1.012 where the float is 1.0119999647140503. */
export function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

/** Row-major numbers as the nested list of a setting; a scalar is a number. */
export function nested(values: readonly number[], shape: readonly number[]): SettingValue {
  const [extent, ...inner] = shape;
  if (extent === undefined) return values[0] ?? 0;
  const size = inner.reduce((product, other) => product * other, 1);
  return Array.from({ length: extent }, (_, i) => nested(values.slice(i * size, (i + 1) * size), inner));
}
