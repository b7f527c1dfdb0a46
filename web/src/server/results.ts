import { read, request } from "./request.ts";

/** An answer to a lesson, with the graph it was given on where that is not the step's own. */
export interface HandedAnswer {
  readonly step: number;
  readonly exercise: number;
  readonly answer: string;
  /** In the textual form. */
  readonly graph?: string;
}

/** What is handed in. */
export interface Handed {
  /** "cs540/which-way" */
  readonly lesson: string;
  readonly name: string;
  readonly answers: readonly HandedAnswer[];
}

/** What the server's engine says of it. */
export interface Result {
  readonly lesson: string;
  readonly title: string;
  readonly name: string;
  readonly right: number;
  readonly questions: number;
  readonly checkedAt: string;
  readonly version: string;
  readonly answers: readonly {
    readonly step: number;
    readonly exercise: number;
    /** Of the step. */
    readonly title: string;
    readonly question: string;
    readonly answer: string;
    readonly outcome: "right" | "wrong" | "unreadable";
    /** Whether the graph was another than the lesson's. */
    readonly changed: boolean;
    readonly sentence: string;
  }[];
}

/** Has answers graded by the server, which keeps nothing of them. */
export async function checkResult(handed: Handed): Promise<Result> {
  return read<Result>(await request("/api/results", { method: "POST", body: handed }));
}
