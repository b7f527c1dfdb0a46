/** How the classes of a picture are told apart: by colour and by shape. */
export const CLASS_TOKENS = ["class-a", "class-b", "class-c", "class-d", "class-e"] as const;

export function classToken(index: number): string {
  return CLASS_TOKENS[index % CLASS_TOKENS.length] ?? "class-a";
}

/** Draws the mark of a class: a disc, a square, a triangle, a diamond or a cross; hollow where it is held back. */
export function drawMark(
  context: CanvasRenderingContext2D,
  index: number,
  x: number,
  y: number,
  size: number,
): void {
  context.beginPath();
  switch (index % 5) {
    case 0:
      context.arc(x, y, size, 0, 2 * Math.PI);
      break;
    case 1:
      context.rect(x - size * 0.88, y - size * 0.88, size * 1.76, size * 1.76);
      break;
    case 2:
      context.moveTo(x, y - size * 1.2);
      context.lineTo(x + size * 1.1, y + size * 0.8);
      context.lineTo(x - size * 1.1, y + size * 0.8);
      context.closePath();
      break;
    case 3:
      context.moveTo(x, y - size * 1.3);
      context.lineTo(x + size * 1.3, y);
      context.lineTo(x, y + size * 1.3);
      context.lineTo(x - size * 1.3, y);
      context.closePath();
      break;
    default:
      context.rect(x - size * 1.2, y - size * 0.4, size * 2.4, size * 0.8);
      context.rect(x - size * 0.4, y - size * 1.2, size * 0.8, size * 2.4);
  }
}

/** A colour of the page as its three parts from 0 to 255. */
export function rgb(style: CSSStyleDeclaration, token: string): [number, number, number] {
  const text = style.getPropertyValue(`--${token}`).trim();
  const hex = /^#([0-9a-f]{6})$/i.exec(text)?.[1];
  if (!hex) return [128, 128, 128];
  const value = Number.parseInt(hex, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
