import { expect, it } from "vitest";
import { examples } from "./catalogue.ts";
import { EvaluationSession } from "./session.ts";
import { parseText } from "./text.ts";

function opened(text?: string): EvaluationSession {
  const session = new EvaluationSession();
  const document = text === undefined ? examples()[0]?.document : parseText(text).document;
  if (!document) throw new Error("There is nothing to open.");
  session.evaluate(document);
  return session;
}

function backward(session: EvaluationSession, name: string): number {
  const id = session.snapshot.graph.nodes.find((node) => node.name === name)?.id ?? "";
  return session.walk().stops.findIndex((stop) => stop.pass === "backward" && stop.nodes.includes(id));
}

it("the lecture's four numbers come in the order of the slide", () => {
  const session = opened();
  const text = (name: string) => session.stopText(backward(session, name));
  expect([
    text("yhat").value,
    text("h2").terms[0]?.slope,
    text("w2").terms[0]?.slope,
    text("w2").value,
  ]).toEqual(["-1.2", "0.1", "2", "-0.24"]);
  expect(backward(session, "yhat")).toBeLessThan(backward(session, "h2"));
  expect(backward(session, "h2")).toBeLessThan(backward(session, "w2"));
});

it("a stop names its nodes and wires, and the step whose gradient it uses again", () => {
  const session = opened();
  const index = backward(session, "w2");
  const graph = session.snapshot.graph;
  const stop = session.walk().stops[index];
  const w2 = graph.nodes.find((node) => node.name === "w2")?.id;
  expect(stop?.nodes).toEqual([w2]);
  const wire = graph.wires.find((candidate) => candidate.from === w2);
  expect(stop?.wires).toEqual([`${wire?.to}:${wire?.port}`]);
  expect(session.stopText(index).reused).toEqual([
    { stop: backward(session, "h2"), symbol: "\\frac{\\partial \\ell}{\\partial h_2}", value: "-0.12" },
  ]);
});

it("the steps are LaTeX to take along, as far as they have come", () => {
  const session = opened();
  const latex = session.stopsAsLatex(backward(session, "h2"));
  expect(latex).toMatch(/^\\begin\{align\*\}/);
  expect(latex).toContain("= -1.2 \\cdot 0.1 = -0.12");
  expect(latex).not.toContain("\\partial w_2}");
});

it("a thousand nodes are walked through without writing out every stop", () => {
  const lines = ["x0 = input(0.5)"];
  for (let i = 1; i < 1000; i++) lines.push(`x${i} = tanh(x${i - 1})`);
  const session = opened(lines.join("\n"));
  expect(session.walk().stops).toHaveLength(1 + 999 + 1000);
  expect(session.stopText(1999).left).toBe("\\frac{\\partial x_{999}}{\\partial x_0}");
});

it("the ledger of x1 has both paths of the slide, and their sum is the gradient", () => {
  const session = opened("x1 = input(3)\nx2 = input(2)\nf = x1 * (x1 + x2)\n");
  const ledger = session.ledger("x1", 50);
  expect(ledger?.rows.map((row) => row.factors.map((factor) => factor.value))).toEqual([["5"], ["3", "1"]]);
  expect(ledger?.equation).toBe("5 + 3 = 8");
  expect(ledger?.equal).toBe(true);
  expect(ledger?.rows[0]?.factors[0]?.wires).toEqual(["f:a"]);
});

it("x used in both ports has two paths, and x - x adds up to nothing", () => {
  const square = opened("x = input(3)\nf = x * x\n").ledger("x", 50);
  expect(square?.rows.map((row) => row.contribution)).toEqual([[3], [3]]);
  const nothing = opened("x = input(3)\nf = x - x\n").ledger("x", 50);
  expect(nothing?.equation).toBe("1 - 1 = 0");
  expect(nothing?.equal).toBe(true);
});

it("of a node that is not there, there is no ledger", () => {
  expect(opened().ledger("nothing", 50)).toBeNull();
});
