import { ClipboardPaste, Download, Upload } from "lucide-react";
import { type ChangeEvent, useRef } from "react";
import type { DataPreview, Offer } from "../../engine/datasets.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { dataAsCsv, download } from "./download.ts";
import { readTable, TableImport, useTable } from "./TableImport.tsx";

/** A table of one's own comes in here, by file, drop or paste; any data goes out. */
export function DataFile({ offer, preview }: { offer: Offer; preview: DataPreview | null }) {
  const file = useRef<HTMLInputElement>(null);
  const table = useTable((state) => state.text);
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const [chosen] = event.currentTarget.files ?? [];
    event.currentTarget.value = "";
    if (chosen) readTable(await chosen.text());
  };
  return (
    <div className="dataFile">
      <div className="dataFile-actions">
        <Button data-testid="open-table" onClick={() => file.current?.click()}>
          <Upload size={14} aria-hidden="true" />
          My table
        </Button>
        <IconButton
          label="Paste a table"
          data-testid="paste-table"
          onClick={async () => readTable(await navigator.clipboard.readText())}
        >
          <ClipboardPaste size={15} />
        </IconButton>
        {preview && (
          <IconButton
            label="Download the data as CSV"
            data-testid="download-data"
            onClick={() => download("data.csv", "text/csv", dataAsCsv(preview))}
          >
            <Download size={15} />
          </IconButton>
        )}
      </div>
      <input
        ref={file}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
        data-testid="table-file"
        onChange={(event) => void take(event)}
      />
      {table !== null && <TableImport offer={offer} text={table} />}
    </div>
  );
}
