export type PictureKind = "png" | "svg";

type Draw = (kind: PictureKind) => Promise<Blob>;

let draw: Draw | null = null;

/** Who has the canvas says how a picture of it is made. */
export function providePictures(by: Draw): void {
  draw = by;
}

/** The whole graph as a picture; fails with a sentence. */
export function picture(kind: PictureKind): Promise<Blob> {
  return draw ? draw(kind) : Promise.reject(new Error("There is no canvas on this page to draw."));
}
