import { expect, it } from "vitest";
import type { TrainingProgress } from "../server/trainings.ts";
import { advance, duration, isActive, noRun, type Run, type RunEvent, stateInWords } from "./run.ts";

function progress(change: Partial<TrainingProgress>): TrainingProgress {
  return {
    id: "r1",
    state: "running",
    message: null,
    problems: [],
    epoch: 1,
    epochs: 2,
    step: 10,
    steps: 200,
    loss: 0.5,
    stepLoss: 0.4,
    smoothLoss: 0.45,
    trainAccuracy: 0.8,
    testAccuracy: null,
    testLoss: null,
    examplesPerSecond: 1000,
    elapsedSeconds: 1,
    secondsLeft: 19,
    ...change,
  };
}

function after(...events: RunEvent[]): Run {
  return events.reduce(advance, noRun);
}

const begun: RunEvent[] = [{ type: "asked" }, { type: "accepted", id: "r1" }];

it("a run is asked for, waits, trains and succeeds", () => {
  expect(after({ type: "asked" }).phase).toBe("asking");
  expect(after(...begun).phase).toBe("queued");
  const running = after(...begun, { type: "progress", progress: progress({}) });
  expect(running.phase).toBe("running");
  expect(isActive(running)).toBe(true);
  expect(stateInWords(running)).toBe("Training, epoch 1 of 2");
  const done = advance(running, { type: "progress", progress: progress({ state: "succeeded", step: 200 }) });
  expect(done.phase).toBe("succeeded");
  expect(isActive(done)).toBe(false);
});

it("each piece of news adds a point to the curve, once", () => {
  const run = after(
    ...begun,
    {
      type: "history",
      history: { points: [{ step: 5, loss: 1, smooth: 1, trainAccuracy: 0.1 }], epochs: [] },
    },
    { type: "progress", progress: progress({ step: 10 }) },
    { type: "progress", progress: progress({ step: 10 }) },
  );
  expect(run.points.map(({ step }) => step)).toEqual([5, 10]);
  expect(run.points[1]).toEqual({ step: 10, loss: 0.4, smooth: 0.45, trainAccuracy: 0.8 });
});

it("what the test examples said stands at the end of its epoch", () => {
  const run = after(
    ...begun,
    { type: "progress", progress: progress({ step: 100, testAccuracy: 0.9, testLoss: 0.3 }) },
    { type: "progress", progress: progress({ step: 130, testAccuracy: 0.9, testLoss: 0.3 }) },
    { type: "progress", progress: progress({ step: 200, testAccuracy: 0.95, testLoss: 0.2 }) },
  );
  expect(run.epochs).toEqual([
    { epoch: 1, step: 100, testLoss: 0.3, testAccuracy: 0.9 },
    { epoch: 2, step: 200, testLoss: 0.2, testAccuracy: 0.95 },
  ]);
});

it("news of another run, and news that come late, are passed over", () => {
  const run = after(...begun, { type: "progress", progress: progress({ step: 50 }) });
  expect(advance(run, { type: "progress", progress: progress({ id: "r2", step: 60 }) })).toBe(run);
  expect(advance(run, { type: "progress", progress: progress({ step: 40 }) })).toBe(run);
});

it("a refusal names the problems and leaves nothing running", () => {
  const problem = { code: "not_trainable", node: "x", port: null, line: null, column: null, message: "No." };
  const run = after({ type: "asked" }, { type: "refused", message: "No.", problems: [problem] });
  expect(isActive(run)).toBe(false);
  expect(run.problems).toEqual([problem]);
});

it("cancelling shows until the server has done it", () => {
  const asked = after(...begun, { type: "progress", progress: progress({}) }, { type: "cancelling" });
  expect(stateInWords(asked)).toBe("Cancelling");
  const still = advance(asked, { type: "progress", progress: progress({ step: 11 }) });
  expect(still.cancelling).toBe(true);
  const done = advance(still, { type: "progress", progress: progress({ step: 12, state: "cancelled" }) });
  expect(stateInWords(done)).toBe("Cancelled");
});

it("times read as people say them", () => {
  expect([4.4, 65, 3725].map(duration)).toEqual(["4 s", "1 min 5 s", "1 h 2 min"]);
});

it("the judgement of the test examples is that of its own run, the last one said", () => {
  const result = (judged: number) => ({
    judged,
    size: 100,
    loss: 0.3,
    accuracy: 0.9,
    classNames: [],
    confusion: null,
    classes: [],
    calibration: null,
    worst: [],
  });
  const run = after(
    ...begun,
    { type: "result", id: "r1", result: result(50) },
    { type: "result", id: "other", result: result(70) },
  );
  expect(run.result?.judged).toBe(50);
  expect(advance(run, { type: "result", id: "r1", result: result(100) }).result?.judged).toBe(100);
  expect(advance(run, { type: "asked" }).result).toBeNull();
});

it("a run that counts nothing right still has its test loss after each epoch", () => {
  const told = progress({ step: 200, testAccuracy: null, testLoss: 0.02 });
  expect(after(...begun, { type: "progress", progress: told }).epochs).toEqual([
    { epoch: 2, step: 200, testLoss: 0.02, testAccuracy: null },
  ]);
});
