import { Check, CircleAlert, Copy, Download, FileText, FolderOpen } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "../ui/Button.tsx";
import { ExportMenu } from "./ExportMenu.tsx";
import { downloadJson, downloadText, openFile } from "./files.ts";
import { copy, share, useSharing } from "./sharing.ts";

export function SharePanel({ onClose }: { onClose(): void }) {
  const { phase } = useSharing();
  return (
    <>
      <div className="share-link" aria-live="polite">
        {phase === "failed" ? <Failure /> : <LinkField />}
      </div>
      <Files onClose={onClose} />
    </>
  );
}

function LinkField() {
  const { phase, link, copied, again } = useSharing();
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (phase !== "stored") return;
    field.current?.focus();
    field.current?.select();
  }, [phase]);

  if (phase !== "stored" || link === null) {
    return (
      <p className="share-title" data-testid="share-state" data-state={phase}>
        Storing the graph …
      </p>
    );
  }
  return (
    <>
      <p className="share-title" data-testid="share-state" data-state={phase}>
        {copied && <Check size={16} aria-hidden="true" />}
        {copied ? "Link copied" : "The link is ready"}
      </p>
      <div className="share-row">
        <input
          ref={field}
          className="share-field"
          data-testid="share-link"
          aria-label="Link to this graph"
          readOnly
          value={link}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button className="share-copy" data-testid="copy-link" onClick={() => void copy(link)}>
          <Copy size={14} aria-hidden="true" />
          Copy
        </Button>
      </div>
      <p className="share-note">
        {again
          ? "The same link as before; it shows your latest version now."
          : "Whoever has the link sees the graph as it is now, and may change a copy. Share again to renew it."}
        {!copied && " The browser keeps the clipboard to itself: copy the selected link with Ctrl+C."}
      </p>
    </>
  );
}

function Failure() {
  const { message, foreign } = useSharing();
  return (
    <>
      <p className="share-title share-failed" role="alert" data-testid="share-problem">
        <CircleAlert size={16} aria-hidden="true" />
        Not shared
      </p>
      <p className="share-note">{message}</p>
      <div className="share-row">
        {foreign ? (
          <Button className="share-copy" data-testid="share-anew" onClick={() => void share(true)}>
            Share mine under a new link
          </Button>
        ) : (
          <Button className="share-copy" data-testid="share-again" onClick={() => void share()}>
            Try again
          </Button>
        )}
      </div>
    </>
  );
}

/** The graph as a file, out and in. */
function Files({ onClose }: { onClose(): void }) {
  const chooser = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <div className="share-files">
      <Button data-testid="download-json" onClick={downloadJson}>
        <Download size={14} aria-hidden="true" />
        JSON
      </Button>
      <Button data-testid="download-text" onClick={() => setProblem(downloadText())}>
        <FileText size={14} aria-hidden="true" />
        Text
      </Button>
      <ExportMenu onProblem={setProblem} />
      <Button data-testid="open-file" onClick={() => chooser.current?.click()}>
        <FolderOpen size={14} aria-hidden="true" />
        Open a file …
      </Button>
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".json,.txt,application/json,text/plain"
        data-testid="file"
        onChange={async (event) => {
          const { files } = event.currentTarget;
          const [file] = files ?? [];
          if (!file) return;
          const wrong = await openFile(file);
          setProblem(wrong);
          if (wrong === null) onClose();
        }}
      />
      {problem && (
        <p className="share-note share-failed" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
