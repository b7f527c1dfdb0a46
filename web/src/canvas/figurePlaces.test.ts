import { describe, expect, it } from "vitest";
import { placeFigures, textBox } from "./figurePlaces.ts";
import { curve, overlap } from "./geometry.ts";

const wire = (key: string, fromY: number, toY: number, toX = 72) => ({
  key,
  curve: curve({ x: 0, y: fromY }, { x: toX, y: toY }),
  above: 3,
  below: 5,
});

describe("numbers on wires", () => {
  it("stand above and below the middle of a level wire", () => {
    const places = placeFigures([wire("a", 0, 0)], []).get("a");
    expect(places?.above).toMatchObject({ x: 36 });
    expect(places?.above?.y).toBeLessThan(-5);
    expect(places?.below?.y).toBeGreaterThan(5);
  });

  it("stand at the right of a falling wire and at the left of it", () => {
    const places = placeFigures([wire("a", 0, 200)], []).get("a");
    expect(places?.above?.x).toBeGreaterThan(40);
    expect(places?.below?.x).toBeLessThan(32);
  });

  it("keep off cards and off each other", () => {
    const wires = [wire("a", 0, 40), wire("b", 60, 50), wire("c", 0, 120)];
    const cards = [
      { x: -116, y: -44, width: 116, height: 88 },
      { x: 72, y: 0, width: 116, height: 88 },
    ];
    const places = placeFigures(wires, cards);
    const boxes = wires.flatMap(({ key }) => {
      const { above, below } = places.get(key) ?? { above: null, below: null };
      return [above, below].flatMap((at, i) => {
        const width = i === 0 ? 4 * 6.7 : 5 * 6.7;
        return at ? [{ x: at.x - width / 2, y: at.y - 5.5, width, height: 11 }] : [];
      });
    });
    expect(boxes.length).toBeGreaterThan(4);
    boxes.forEach((box, i) => {
      for (const other of [...cards, ...boxes.slice(i + 1)]) expect(overlap(box, other)).toBeLessThan(15);
    });
  });

  it("are left out where there is no room", () => {
    const wall = { x: -200, y: -200, width: 400, height: 400 };
    expect(placeFigures([wire("a", 0, 0)], [wall]).get("a")).toEqual({ above: null, below: null });
  });

  it("keep the distance of their own width from a steep wire", () => {
    const box = textBox(curve({ x: 0, y: 0 }, { x: 10, y: 400 }), 0.5, 5, "above");
    expect(box.x).toBeGreaterThan(5);
  });
});
