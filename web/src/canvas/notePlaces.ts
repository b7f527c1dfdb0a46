import { type Box, overlap } from "./geometry.ts";

/** Where the words about a problem stand beside a card: in full where there is room, else in one line until they are asked for. */
export interface NotePlace {
  readonly side: "below" | "above";
  readonly align: "left" | "right";
  readonly folded: boolean;
  readonly box: Box;
}

export const NOTE = { width: 216, gap: 6, line: 17, frame: 18, letters: 33 };

/** Places for the notes of nodes, each with the length of its text; on no other card and on no other note. */
export function placeNotes(
  problems: readonly (readonly [node: string, letters: number])[],
  cards: ReadonlyMap<string, Box>,
): Map<string, NotePlace> {
  const heights = new Map<string, number>();
  for (const [node, letters] of problems) {
    const height = Math.ceil(letters / NOTE.letters) * NOTE.line;
    heights.set(node, (heights.get(node) ?? NOTE.frame - NOTE.gap) + height + NOTE.gap);
  }
  const notes = new Map<string, NotePlace>();
  for (const [node, height] of heights) {
    const card = cards.get(node);
    if (!card) continue;
    const others = [...cards].flatMap(([id, box]) => (id === node ? [] : [box]));
    const taken = [...others, ...[...notes.values()].map((note) => note.box)];
    const free = candidates(card, height).find(
      ({ box }) => !taken.some((other) => overlap(box, other, 2) > 0),
    );
    notes.set(node, free ?? folded(card));
  }
  return notes;
}

function candidates(card: Box, height: number): NotePlace[] {
  const left = card.x;
  const right = card.x + card.width - NOTE.width;
  const below = card.y + card.height + NOTE.gap;
  const above = card.y - NOTE.gap - height;
  const at = (side: "below" | "above", align: "left" | "right"): NotePlace => ({
    side,
    align,
    folded: false,
    box: {
      x: align === "left" ? left : right,
      y: side === "below" ? below : above,
      width: NOTE.width,
      height,
    },
  });
  return [at("below", "left"), at("below", "right"), at("above", "left"), at("above", "right")];
}

function folded(card: Box): NotePlace {
  const box = {
    x: card.x,
    y: card.y + card.height + NOTE.gap,
    width: card.width,
    height: NOTE.line + NOTE.frame / 2,
  };
  return { side: "below", align: "left", folded: true, box };
}
