import { useMemo } from "react";
import { stopText } from "../engine/live.ts";
import { figureKey, useVeil } from "../engine/veil.ts";
import type { Stop, StopText } from "../engine/walk.ts";
import { usePlayer } from "./player.ts";

/** What is written at a stop of the walk; null where there is no such stop. */
export function useStopText(index: number): StopText | null {
  const walk = usePlayer((player) => player.walk);
  return useMemo(() => (walk?.stops[index] ? stopText(index) : null), [walk, index]);
}

/** Whether what a stop finds, or what it finds it from, is covered for the person to say. */
export function useAsked(stop: Stop | undefined): boolean {
  return useVeil(({ asked }) => {
    if (!stop || asked.size === 0) return false;
    const figure = stop.pass === "forward" ? "value" : "gradient";
    return [...stop.nodes, ...stop.feeding].some((id) => asked.has(figureKey(figure, id)));
  });
}

/** The sides of the equation after the first, from the rule down to the number. */
function sides({ chain, formula, numbers, value }: StopText, asked: boolean): string[] {
  return [chain, formula, ...(asked ? ["\\;?"] : [numbers, value])].filter((side) => side !== "");
}

/** A stop in one line: what is computed, its numbers, the result. */
export function inOneLine(text: StopText, asked: boolean): string {
  if (text.given.length > 0) return text.given.join(",\\quad ");
  const { left, numbers, value } = text;
  const known = [numbers, value].filter((side) => side !== "");
  return [left, ...(asked ? ["\\;?"] : known)].join(" = ");
}

/** A stop as a derivation sets it: a line for each side of the equation, the signs of equality below one another. */
export function inLines(text: StopText, asked: boolean): string {
  const lines = sides(text, asked).map((side, i) => `${i === 0 ? text.left : ""} &= ${side}`);
  return `\\begin{aligned} ${lines.join(" \\\\ ")} \\end{aligned}`;
}

/** The same in little room: the rule above, the numbers below. */
export function inBrief(text: StopText, asked: boolean): string {
  const all = sides(text, asked);
  const rule = text.formula || text.chain;
  if (all.length < 3 || rule === "") return [text.left, ...all].join(" = ");
  const numbers = (asked ? ["\\;?"] : [text.numbers, text.value]).filter((side) => side !== "");
  // Two matrices beside one another would be wider than the panel.
  const apart = numbers.every((side) => side.includes("\\begin")) ? " \\\\ &= " : " = ";
  const lines = `${text.left} &= ${rule} \\\\ &= ${numbers.join(apart)}`;
  return `\\begin{aligned} ${lines.replaceAll("\\frac", "\\tfrac")} \\end{aligned}`;
}

/** The local derivative that a stop multiplies with, where it is one number. */
export function localOf({ terms, chain }: StopText): string {
  const [term] = terms;
  if (!term || terms.length > 1 || chain === "" || !/^-?\d/.test(term.slope)) return "";
  return `${term.partial.replace("\\frac", "\\tfrac")} = ${term.slope}`;
}
