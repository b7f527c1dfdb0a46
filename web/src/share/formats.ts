import { currentGraph } from "../document/store.ts";
import { exportGraph, exports } from "../engine/exports.ts";
import { printText } from "../engine/text.ts";
import { fileName } from "./files.ts";
import { picture } from "./pictures.ts";

/** A form in which the graph can leave. */
export interface Format {
  readonly id: string;
  readonly label: string;
  readonly group: "Picture" | "Graph" | "Code and model" | "Parameters";
  readonly extension: string;
  readonly kind: "text" | "image" | "bytes";
  /** Makes the file; fails with a sentence where the graph cannot be written so. */
  make(): Promise<Blob>;
}

const PARAMETERS: ReadonlySet<string> = new Set(["csv", "weights", "npz"]);

const own: readonly Format[] = [
  {
    id: "png",
    label: "PNG",
    group: "Picture",
    extension: "png",
    kind: "image",
    make: () => picture("png"),
  },
  {
    id: "svg",
    label: "SVG",
    group: "Picture",
    extension: "svg",
    kind: "image",
    make: () => picture("svg"),
  },
  {
    id: "json",
    label: "JSON",
    group: "Graph",
    extension: "json",
    kind: "text",
    make: async () =>
      new Blob([`${JSON.stringify(currentGraph(), null, 2)}\n`], { type: "application/json" }),
  },
  {
    id: "text",
    label: "Text",
    group: "Graph",
    extension: "txt",
    kind: "text",
    make: async () => new Blob([printText(currentGraph())], { type: "text/plain" }),
  },
];

/** Every form, by group: the page's own and whatever the engine lists. */
export const formats: readonly Format[] = [
  ...own,
  ...exports.map(
    ({ id, label, extension, mediaType, text }): Format => ({
      id,
      label,
      group: PARAMETERS.has(id) ? "Parameters" : "Code and model",
      extension,
      kind: text ? "text" : "bytes",
      make: async () => new Blob([await exportGraph(currentGraph(), id)], { type: mediaType }),
    }),
  ),
];

/** Hands a file to the person. */
export function save(format: Format, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName(currentGraph().title, format.extension);
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
