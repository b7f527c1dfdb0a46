import { create } from "zustand";
import { drawnArea } from "./viewport.ts";

export type PictureKind = "png" | "svg";

/** While a picture is made, every node is drawn, also those out of sight. */
export const usePicturing = create(() => false);

/** Room around the graph, in canvas units. */
const MARGIN = 32;
/** Pixels of a PNG for each canvas unit, and at most on a side: browsers draw no larger ones. */
const SCALE = 2;
const LONGEST_SIDE = 12_000;

const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

/** The whole graph as a picture, in the colours of the theme. Fails with a sentence. */
export async function picture(kind: PictureKind): Promise<Blob> {
  const { toBlob, toSvg } = await import("html-to-image");
  usePicturing.setState(true, true);
  try {
    await frames();
    const area = drawnArea();
    if (!area) throw new Error("There is nothing to draw yet: add an operation first.");
    const width = Math.ceil(area.width) + 2 * MARGIN;
    const height = Math.ceil(area.height) + 2 * MARGIN;
    const options = {
      width,
      height,
      pixelRatio: Math.min(SCALE, LONGEST_SIDE / Math.max(width, height)),
      // What speaks to the person who edits is no part of the picture.
      filter: (element: HTMLElement) => !element.classList?.contains("hint"),
      backgroundColor: getComputedStyle(document.body).backgroundColor,
      fontEmbedCSS: await fonts(),
      style: {
        width: `${width}px`,
        height: `${height}px`,
        transform: `translate(${MARGIN - area.x}px, ${MARGIN - area.y}px) scale(1)`,
      },
    };
    if (kind === "svg") return svgBlob(await toSvg(area.element, options));
    const blob = await toBlob(area.element, options);
    if (!blob)
      throw new Error("The browser could not draw the picture: try the SVG, which has no size limit.");
    return blob;
  } finally {
    usePicturing.setState(false, true);
  }
}

function svgBlob(url: string): Blob {
  return new Blob([decodeURIComponent(url.slice(url.indexOf(",") + 1))], { type: "image/svg+xml" });
}

/** The style rules of the fonts that are in use, their files inside: a picture loads nothing. */
async function fonts(): Promise<string> {
  const used = new Set<string>();
  for (const font of document.fonts) if (font.status === "loaded") used.add(nameOf(font));
  const rules: string[] = [];
  for (const sheet of document.styleSheets)
    for (const rule of sheet.cssRules)
      if (rule instanceof CSSFontFaceRule && used.has(nameOfRule(rule)))
        rules.push(await inlined(rule.cssText, sheet.href ?? location.href));
  return rules.join("\n");
}

const plain = (text: string) => text.replace(/["'\s]/g, "").toLowerCase();

function nameOf({ family, style, unicodeRange }: FontFace): string {
  return plain(`${family}|${style}|${unicodeRange}`);
}

function nameOfRule({ style }: CSSFontFaceRule): string {
  const of = (property: string) => style.getPropertyValue(property);
  return plain(`${of("font-family")}|${of("font-style") || "normal"}|${of("unicode-range")}`);
}

async function inlined(rule: string, base: string): Promise<string> {
  const [, source] = /url\(["']?([^"')]+)["']?\)/.exec(rule) ?? [];
  if (source === undefined) return rule;
  const blob = await (await fetch(new URL(source, base))).blob();
  const data = await new Promise<string>((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(blob);
  });
  return rule.replace(source, data);
}
