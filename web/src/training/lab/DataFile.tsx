import { ClipboardPaste, Download, Upload } from "lucide-react";
import { type ChangeEvent, useRef } from "react";
import type { DataPreview, Offer } from "../../engine/datasets.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { dropArriving, intoView, readTable, takeFiles, useArriving } from "./dataFiles.ts";
import { dataAsCsv, download } from "./download.ts";
import { TableImport } from "./TableImport.tsx";

/** Data of one's own comes in here, by file, drop or paste: a table, or images in IDX. Any data goes out. */
export function DataFile({ offer, preview }: { offer: Offer; preview: DataPreview | null }) {
  const file = useRef<HTMLInputElement>(null);
  const { text, half, problem } = useArriving();
  const take = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(event.currentTarget.files ?? [])];
    event.currentTarget.value = "";
    void takeFiles(offer, chosen);
  };
  return (
    <div className="dataFile">
      <div className="dataFile-actions">
        <Button
          data-testid="open-table"
          title="A table as CSV or TSV; or images: two IDX files, also packed as .gz"
          onClick={() => file.current?.click()}
        >
          <Upload size={14} aria-hidden="true" />
          My data
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
      <input ref={file} type="file" hidden multiple={true} data-testid="table-file" onChange={take} />
      {half && (
        <div className="dataFile-half" role="status" data-testid="idx-half" ref={intoView}>
          <p className="lab-summary">
            {half.name} is one half: now the other IDX file, so that there are images and a class for each.
          </p>
          <Button onClick={dropArriving}>Cancel</Button>
        </div>
      )}
      {problem && (
        <p className="lab-problem" role="alert" data-testid="data-problem">
          {problem}
        </p>
      )}
      {text !== null && <TableImport offer={offer} text={text} />}
    </div>
  );
}
