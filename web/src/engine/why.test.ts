import { expect, it } from "vitest";
import { examples } from "./catalogue.ts";
import { EvaluationSession } from "./session.ts";

function opened(): EvaluationSession {
  const session = new EvaluationSession();
  const [first] = examples();
  if (!first) throw new Error("There is no example.");
  session.evaluate(first.document);
  return session;
}

it("a node is explained by its formula, its numbers and a sentence", () => {
  const answer = opened().explanation("h2");
  expect(answer?.formula).toBe("h_2 = \\max(0, w_2 \\cdot x)");
  expect(answer?.numbers).toBe("h_2 = \\max(0, 1 \\cdot 2) = 2");
  expect(answer?.sentence).toBe("h2 passes the gradient on because its input is positive.");
});

it("the chain rule to w2 is the slide's: -1.2, then times 0.1, then times 2", () => {
  const lines = opened().derivation("w2")?.lines ?? [];
  expect(lines.map((line) => line.value)).toEqual(["-1.2", "-0.12", "-0.24"]);
  expect(lines.map((line) => line.numbers)).toEqual(["2 \\, (0.4 - 1)", "-1.2 \\cdot 0.1", "-0.12 \\cdot 2"]);
});

it("of a node that is not there nothing is said", () => {
  expect(opened().derivation("nothing")).toBeNull();
  expect(opened().explanation("nothing")).toBeNull();
});
