import { type Notation, useNumberFormat } from "./numberFormat.ts";

/**
 * A number for reading, as the person wants numbers written: so many significant digits, no trailing zeros, no digit
 * invented (0.1 + 0.2 is 0.3), the integer part always whole up to a million. The minus is the ASCII one, so that what
 * is copied is a number. What shows it follows the format by `useNumberFormat`.
 */
export function formatNumber(
  value: number,
  digits = useNumberFormat.getState().digits,
  notation: Notation = useNumberFormat.getState().notation,
): string {
  if (Number.isNaN(value)) return "NaN";
  if (value === Number.POSITIVE_INFINITY) return "∞";
  if (value === Number.NEGATIVE_INFINITY) return "-∞";
  if (value === 0) return "0";
  const size = Math.abs(value);
  const extreme = size >= 1e6 || size < 1e-4;
  // Beyond these a number without an exponent is no number that can be read.
  if (notation === "scientific" || (extreme && notation === "auto") || size >= 1e21 || size < 1e-15) {
    return exponent(value, digits);
  }
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  const text = size >= 10 ** digits ? String(Math.round(value)) : trim(value.toFixed(Math.min(decimals, 20)));
  // Rounding can carry into one more digit: 0.99996 is 1, and 999999.7 is a million.
  return notation === "auto" && Math.abs(Number(text)) >= 1e6 ? exponent(value, digits) : text;
}

/** A number in so many characters at most, with as many digits as fit; "…" where not even one does. */
export function formatBrief(value: number, room: number): string {
  const { digits: most, notation } = useNumberFormat.getState();
  for (let digits = most; digits > 0; digits--) {
    const written = [formatNumber(value, digits, notation), exponent(value, digits)];
    const fits = written.find(
      (text) => text.length <= room && (digits > 1 || Number(text) !== 0 || value === 0),
    );
    if (fits !== undefined) return fits;
  }
  return "…";
}

/** A number in full: the shortest text that reads back as the same number. */
export function formatFull(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return "∞";
  if (value === Number.NEGATIVE_INFINITY) return "-∞";
  return Object.is(value, -0) ? "0" : String(value);
}

/** A number that was stepped or dragged, without the dust of floating point: to a millionth of the step. */
export function dust(value: number, step: number): number {
  const decimals = Math.max(0, Math.ceil(-Math.log10(step))) + 6;
  const clean = Number(value.toFixed(Math.min(decimals, 20)));
  return clean === 0 ? 0 : clean;
}

/** Reads what a person typed as a number; null when it is none. A comma is taken for a decimal point. */
export function parseNumber(text: string): number | null {
  const cleaned = text
    .trim()
    .replace("−", "-")
    .replace(/^([-+]?\d*),(\d+)$/, "$1.$2");
  if (cleaned === "" || !/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(cleaned)) return null;
  const value = Number(cleaned);
  return Number.isFinite(value) ? value : null;
}

/** A shape as it stands on a wire: [128, 784]; a scalar has none to show. */
export function formatShape(shape: readonly number[]): string {
  return `[${shape.join(", ")}]`;
}

function exponent(value: number, digits: number): string {
  const [mantissa = "", power = ""] = value.toExponential(digits - 1).split("e");
  return `${trim(mantissa)}e${power.replace("+", "")}`;
}

function trim(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
