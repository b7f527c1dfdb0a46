import { DescentSession, penalties } from "chainrule-engine/training";
import { expose } from "comlink";
import type { DescentSettings } from "./descent.ts";

let session: DescentSession | null = null;

function open(): DescentSession {
  if (!session) throw new Error("There is no descent yet.");
  return session;
}

/** One descent at a time: the last that was begun. Answers are the engine's JSON. */
const slopes = {
  choices: (document: string): string => DescentSession.choices(document),

  penalties: (): string => penalties(),

  begin(document: string, { data, rate, steps, batch, sum, form }: DescentSettings): string {
    session = new DescentSession(document, data, rate, steps, batch, sum, form);
    return session.ways();
  },

  curve: (step: number, index: number): string => open().curve(step, index),

  heights: (step: number, first: number, second: number, cells: number): string =>
    open().heights(step, first, second, cells),
};

export type Slopes = typeof slopes;

expose(slopes);
