import { describe, expect, it } from "vitest";
import { dust, formatBrief, formatFull, formatNumber, parseNumber } from "./format.ts";
import { setNumberFormat, usualFormat } from "./numberFormat.ts";

describe("a number for reading", () => {
  it.each([
    [0.1 + 0.2, "0.3"],
    [-0.24, "-0.24"],
    [-0.24000000000000005, "-0.24"],
    [0.36, "0.36"],
    [1, "1"],
    [-2.4, "-2.4"],
    [0.079660999, "0.07966"],
    [1.04704, "1.047"],
    [216, "216"],
    [0.99996, "1"],
    [9.99951, "10"],
    [1234.5678, "1235"],
    [12345.678, "12346"],
    [123456.7, "123457"],
    [999999.7, "1e6"],
    [1234567, "1.235e6"],
    [0.00012346, "0.0001235"],
    [0.000012346, "1.235e-5"],
    [0, "0"],
    [-0, "0"],
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "∞"],
    [Number.NEGATIVE_INFINITY, "-∞"],
  ])("%d reads %s", (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it("takes as many digits as asked", () => {
    expect(formatNumber(Math.PI, 7)).toBe("3.141593");
    expect(formatNumber(2 / 3, 2)).toBe("0.67");
  });

  it.each([
    [0.000012346, "0.00001235"],
    [1234567.8, "1234568"],
    [0.36, "0.36"],
    [-2e-8, "-0.00000002"],
    [3e22, "3e22"],
  ])("%d is written without an exponent as %s", (value, text) => {
    expect(formatNumber(value, 4, "fixed")).toBe(text);
  });

  it.each([
    [0.36, "3.6e-1"],
    [-1234.5678, "-1.235e3"],
    [0, "0"],
    [1, "1e0"],
  ])("%d is written with an exponent as %s", (value, text) => {
    expect(formatNumber(value, 4, "scientific")).toBe(text);
  });

  it("is written as the person wants it", () => {
    setNumberFormat({ digits: 2, notation: "scientific" });
    expect(formatNumber(0.123456)).toBe("1.2e-1");
    setNumberFormat(usualFormat);
    expect(formatNumber(0.123456)).toBe("0.1235");
  });

  it.each([
    [0.00097, 6, "9.7e-4"],
    [0.00097, 4, "1e-3"],
    [-0.25, 4, "-0.3"],
    [-0.54321, 6, "-0.543"],
    [0.0004, 4, "4e-4"],
    [-0.0004, 4, "…"],
    [2, 4, "2"],
    [0, 4, "0"],
    [123.456, 4, "123"],
    [-1234, 4, "-1e3"],
  ])("%d fits into %i characters as %s", (value, room, text) => {
    expect(formatBrief(value, room)).toBe(text);
  });

  it("can be had in full", () => {
    expect(formatFull(0.1 + 0.2)).toBe("0.30000000000000004");
    expect(formatFull(-0)).toBe("0");
  });
});

describe("a number that is dragged", () => {
  it("carries no dust of floating point into the document", () => {
    expect(dust(0.1 + 0.2, 0.1)).toBe(0.3);
    expect(dust(1.0000000000000002, 0.1)).toBe(1);
    expect(Object.is(dust(-5.5e-17, 0.1), 0)).toBe(true);
  });

  it("keeps its own digits under a coarse step", () => {
    expect(dust(3.2 + 1, 1)).toBe(4.2);
  });
});

describe("a number that is typed", () => {
  it.each([
    ["0.5", 0.5],
    [" -2 ", -2],
    ["−0.24", -0.24],
    ["1e-3", 0.001],
    [".5", 0.5],
    ["0,5", 0.5],
  ])("%s is read", (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it.each(["", "abc", "1.2.3", "1e999", "--1"])("%j is refused", (text) => {
    expect(parseNumber(text)).toBeNull();
  });
});
