import { expect, it } from "vitest";
import type { Graph } from "../document/types.ts";
import { fitTo, plainHow, type TrainingHow } from "./how.ts";
import { withKept } from "./settings.ts";

const how: TrainingHow = {
  ...plainHow,
  optimizer: { name: "sgd", learningRate: 0.1 },
  penalty: { kind: "l1", lambda: 1, form: "coupled", parameters: ["W1", "V"] },
};
const graph = { nodes: [{ id: "n1", op: "parameter", name: "W1" }] } as unknown as Graph;

it("a penalty names no parameter of another graph", () => {
  expect(fitTo(how, graph).penalty.parameters).toEqual(["W1"]);
  expect(fitTo({ ...how, penalty: { ...how.penalty, parameters: [] } }, graph).penalty.parameters).toEqual(
    [],
  );
});

it("settings for the server that were kept in the form of an earlier version are understood", () => {
  const kept = {
    where: "here" as const,
    server: { optimizer: "sgd", learningRate: 0.5, batchSize: 32, epochs: 3, seed: 7, classes: [3, 8] },
  };
  const { where, server } = withKept(kept);
  expect(where).toBe("here");
  expect(server.classes).toEqual([3, 8]);
  expect(server.how).toMatchObject({
    optimizer: { name: "sgd", learningRate: 0.5 },
    batchSize: 32,
    epochs: 3,
  });
  expect(server.how.penalty.lambda).toBe(0);
});

it("what was kept before a setting was there has that setting's default", () => {
  const { server } = withKept({ server: { how: { epochs: 4 } } });
  expect(server.how.epochs).toBe(4);
  expect(server.how.optimizer.name).toBe("adam");
  expect(server.checkpointEvery).toBe(0);
  expect(withKept(null).where).toBe("auto");
});
