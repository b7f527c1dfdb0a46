import { expect, it } from "vitest";
import { ownAnswers, readResult, resultHash } from "./handIn.ts";
import { addAnswers, note, useProgress } from "./progress.ts";

const right = { answer: "3", right: true, tries: 1, shown: false };

it("what is handed in are the answers of one's own to that lesson", () => {
  const answers = {
    "a/b/0/0": right,
    "a/b/0/1": { ...right, right: false, shown: true },
    "a/b/1/0": { ...right, graph: "x = input(1)\n" },
    "a/bc/0/0": right,
  };
  expect(ownAnswers(answers, "a/b")).toEqual([
    { step: 0, exercise: 0, answer: "3" },
    { step: 1, exercise: 0, answer: "3", graph: "x = input(1)\n" },
  ]);
});

it("a link holds what was handed in, and a damaged one is refused in a sentence", async () => {
  useProgress.setState({ answers: {} });
  note("a/b/0/0", "3", true, false, "x = input(1)\n");
  const hash = await resultHash("a/b", "Ada");
  expect(await readResult(hash)).toEqual({
    lesson: "a/b",
    name: "Ada",
    answers: [{ step: 0, exercise: 0, answer: "3", graph: "x = input(1)\n" }],
  });
  await expect(readResult(hash.slice(0, -12))).rejects.toThrow(/\S\.$/);
  await expect(readResult("#result=zAAAA")).rejects.toThrow(/newer/);
});

it("answers of a file are added; what is right here stays, and nonsense is refused", () => {
  useProgress.setState({ answers: { "a/b/0/0": right } });
  const other = { "a/b/0/0": { ...right, answer: "4", right: false }, "a/b/0/1": { ...right, answer: "5" } };
  expect(addAnswers(JSON.stringify(other))).toBe(1);
  expect(useProgress.getState().answers["a/b/0/0"]?.answer).toBe("3");
  expect(useProgress.getState().answers["a/b/0/1"]?.answer).toBe("5");
  for (const nonsense of ["", "[]", "7", '{"nodes": []}', '{"a/b/0/0": {"answer": 3}}'])
    expect(() => addAnswers(nonsense)).toThrow(/holds no answers/);
});
