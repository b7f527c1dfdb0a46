import { expect, it } from "vitest";
import { offers, visitOf } from "./visit.ts";

const at = (address: string) => visitOf(new URL(address, "http://here"));

it("an ordinary visit may do everything, and is kept", () => {
  for (const address of ["/", "/g/abc", "/?mode=edit", "/embedded", "/#g=a"])
    expect(at(address)).toMatchObject({ embedded: false, panels: null, editable: true, kept: true });
});

it("a reader changes numbers alone, and nothing is kept", () => {
  expect(at("/?mode=view")).toMatchObject({ embedded: false, editable: false, kept: false });
  expect(at("/g/abc?mode=view")).toMatchObject({ editable: false, kept: false });
});

it("a frame shows the panels that were chosen, and can be edited where one of them edits", () => {
  const bare = at("/embed");
  expect(bare).toMatchObject({ embedded: true, editable: false, kept: false });
  expect(["palette", "inspector", "text", "steps"].some((id) => offers(bare, id))).toBe(false);
  const reading = at("/embed/abc?panels=inspector,steps,constructor,");
  expect([...(reading.panels ?? [])]).toEqual(["inspector", "steps"]);
  expect(reading.editable).toBe(false);
  expect(at("/embed?panels=text")).toMatchObject({ editable: true, kept: false });
  expect(at("/embed?mode=view&panels=palette")).toMatchObject({ embedded: true, editable: true });
});
