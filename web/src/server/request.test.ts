import { expect, it } from "vitest";
import { refusalOf } from "./request.ts";

const PROBLEM = "application/problem+json";

it("a problem document speaks for itself, with its problems by node", () => {
  const problem = {
    code: "shape_mismatch",
    node: "h",
    port: "a",
    line: null,
    column: null,
    message: "W1 has 3 columns.",
  };
  const body = JSON.stringify({ title: "Unprocessable", detail: "W1 has 3 columns.", problems: [problem] });
  const refusal = refusalOf(422, PROBLEM, body);
  expect(refusal.message).toBe("W1 has 3 columns.");
  expect(refusal.status).toBe(422);
  expect(refusal.problems).toEqual([problem]);
});

it("an answer without a sentence gets one by its status", () => {
  expect(refusalOf(413, "text/html", "<h1>413</h1>").message).toMatch(/too large/);
  expect(refusalOf(429, null, "").message).toMatch(/busy/);
  expect(refusalOf(418, null, "").message).toMatch(/418/);
});

it("what stands in front of a server that is down reads as a server that cannot be reached", () => {
  expect(refusalOf(502, "text/html", "Bad Gateway").message).toMatch(/cannot be reached/);
});

it("JSON that is broken, or holds other things than problems, does no harm", () => {
  expect(refusalOf(400, PROBLEM, "{").problems).toEqual([]);
  expect(refusalOf(400, PROBLEM, '{"detail":7,"problems":[1,null,{"message":"Yes."}]}').problems).toEqual([
    { message: "Yes." },
  ]);
});
