import { expect, it } from "vitest";
import { forgetOwnRun, keepOwnRun, ownRuns } from "./ownRuns.ts";
import { runLink, runOfPath } from "./runAddress.ts";

function shelf(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  } as Storage;
}

const run = (id: string) => ({ id, token: "t", document: "d", title: id, startedAt: 1 });

it("keeps the newest runs first, each once, and no more than thirty", () => {
  const storage = shelf();
  for (let i = 0; i < 40; i++) keepOwnRun(run(`r${i}`), storage);
  keepOwnRun(run("r20"), storage);
  const ids = ownRuns(storage).map(({ id }) => id);
  expect(ids).toHaveLength(30);
  expect(ids.slice(0, 3)).toEqual(["r20", "r39", "r38"]);
  forgetOwnRun("r39", storage);
  expect(ownRuns(storage).map(({ id }) => id)).not.toContain("r39");
});

it("takes what is no list of runs for none", () => {
  const storage = shelf();
  storage.setItem("chainrule.runs", '[1, {"name": "x"}]');
  expect(ownRuns(storage)).toEqual([]);
  storage.setItem("chainrule.runs", "nonsense");
  expect(ownRuns(storage)).toEqual([]);
});

it("reads the address of a run and writes it", () => {
  expect(runOfPath("/runs/TJexmR_Qf_CK")).toBe("TJexmR_Qf_CK");
  expect(runOfPath("/runs/TJexmR_Qf_CK/")).toBe("TJexmR_Qf_CK");
  expect(runOfPath("/g/abc")).toBeNull();
  expect(runOfPath("/runs/a/b")).toBeNull();
  expect(runLink("abc", "https://example.org")).toBe("https://example.org/runs/abc");
});
