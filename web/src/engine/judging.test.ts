import { expect, it } from "vitest";
import { readNumbers } from "./asked.ts";
import { examples } from "./catalogue.ts";
import { EvaluationSession } from "./session.ts";

function opened(): EvaluationSession {
  const session = new EvaluationSession();
  const [first] = examples();
  if (!first) throw new Error("There is no example.");
  session.evaluate(first.document);
  return session;
}

it("a gradient is judged, and a wrong sign is told", () => {
  expect(opened().judge("gradient", "w2", 0, "-0.24")?.outcome).toBe("right");
  const wrong = opened().judge("gradient", "w2", 0, "0.24");
  expect(wrong?.outcome).toBe("wrong");
  expect(wrong?.diagnoses.map(({ slip }) => slip)).toContain("wrong_sign");
  expect(opened().judge("gradient", "w2", 0, "a lot")?.outcome).toBe("unreadable");
  expect(opened().judge("gradient", "nothing", 0, "1")).toBeNull();
});

it("the figures of a wire are judged by its key", () => {
  const session = opened();
  const wire = session.snapshot.graph.wires.find(({ from }) => from === "w2");
  const key = `${wire?.to}:${wire?.port}`;
  expect(session.judge("local", key, 0, "2")?.outcome).toBe("right");
  expect(session.judge("contribution", key, 0, "-0.24")?.outcome).toBe("right");
});

it("a nudge of w2 comes with the curve and its tangent", () => {
  const found = opened().nudge("w2", 0, "loss", 0.1);
  expect(found?.predicted).toBeCloseTo(-0.024, 12);
  expect(found?.change).toBeCloseTo(-0.0236, 12);
  expect(found?.places).toHaveLength(found?.values.length ?? 0);
  expect(found?.tangent).toHaveLength(found?.values.length ?? 0);
  expect(opened().judgeNudge("w2", 0, "loss", 0.1, "fall")?.outcome).toBe("right");
  expect(opened().judgeNudge("w2", 0, "yhat", 0.1, "0.02")?.outcome).toBe("right");
});

it("three ways to one derivative agree, and a Jacobian has the shape of its nodes", () => {
  expect(opened().check("w2", 0)?.verdict).toBe("agrees");
  expect(opened().jacobian("yhat", "w2")).toEqual({ rows: 1, columns: 1, values: [expect.closeTo(0.2, 12)] });
  expect(opened().jacobian("yhat", "nothing")).toBeNull();
});

it("infinities and NaN come through JSON", () => {
  expect(readNumbers('{"a":"NaN","b":"-Infinity","c":[1,"Infinity"]}')).toEqual({
    a: Number.NaN,
    b: Number.NEGATIVE_INFINITY,
    c: [1, Number.POSITIVE_INFINITY],
  });
});
