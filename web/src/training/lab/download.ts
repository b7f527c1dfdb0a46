import type { DataPreview } from "../../engine/datasets.ts";

/** Hands a text over as a file. */
export function download(name: string, type: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** The data as CSV, with the names of classes and the part that each example belongs to. */
export function dataAsCsv(preview: DataPreview): string {
  const part = new Map([
    ...Array.from(preview.validation, (row) => [row, "validation"] as const),
    ...Array.from(preview.test, (row) => [row, "test"] as const),
  ]);
  const rows = Array.from(preview.columns[0] ?? [], (_, row) =>
    [
      ...preview.variables.map(({ classes }, i) => {
        const value = preview.columns[i]?.[row] ?? 0;
        return classes.length > 0 ? quoted(classes[value] ?? "") : value;
      }),
      part.get(row) ?? "train",
    ].join(","),
  );
  return `${[...preview.variables.map(({ name }) => quoted(name)), "part"].join(",")}\n${rows.join("\n")}\n`;
}

function quoted(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
