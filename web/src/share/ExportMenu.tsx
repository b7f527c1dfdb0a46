import { exports } from "../engine/exports.ts";
import { downloadExport } from "./files.ts";

/** The graph in the form of another tool: PyTorch, ONNX, LaTeX and so on, as the engine lists them. */
export function ExportMenu({ onProblem }: { onProblem(problem: string | null): void }) {
  return (
    <select
      className="button share-export"
      data-testid="export"
      aria-label="Export as"
      value=""
      onChange={(event) => {
        const chosen = exports.find((each) => each.id === event.currentTarget.value);
        if (chosen) void downloadExport(chosen).then(onProblem);
      }}
    >
      <option value="" disabled hidden>
        Export as …
      </option>
      {exports.map((each) => (
        <option key={each.id} value={each.id}>
          {each.label}
        </option>
      ))}
    </select>
  );
}
