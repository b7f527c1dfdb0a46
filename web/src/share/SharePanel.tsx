import { Check, CircleAlert, Code, Copy, Download, FolderOpen, Link } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useDocument } from "../document/store.ts";
import { Button } from "../ui/Button.tsx";
import { showDialog } from "./dialogs.ts";
import { openFile } from "./files.ts";
import { LONGEST, toHash } from "./hashLink.ts";
import { copy, share, useSharing, want, wanted } from "./sharing.ts";

export default function SharePanel({ onClose }: { onClose(): void }) {
  const { phase } = useSharing();
  return (
    <>
      <div className="share-link" aria-live="polite">
        {phase === "failed" ? <Failure /> : <LinkField />}
      </div>
      <HashLink />
      <Files onClose={onClose} />
    </>
  );
}

function LinkField() {
  const sharing = useSharing();
  const { phase, link, copied, again, revision, reading, pinned } = sharing;
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
  const shown = wanted(sharing);
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
          value={shown}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button className="share-copy" data-testid="copy-link" onClick={() => void copy(shown)}>
          <Copy size={14} aria-hidden="true" />
          Copy
        </Button>
      </div>
      <label className="share-reading">
        <input
          type="checkbox"
          data-testid="share-reading"
          checked={reading}
          onChange={(event) => void want({ reading: event.currentTarget.checked })}
        />
        For readers, who change numbers alone
      </label>
      {revision !== null && (
        <label className="share-reading">
          <input
            type="checkbox"
            data-testid="share-pinned"
            checked={pinned}
            onChange={(event) => void want({ pinned: event.currentTarget.checked })}
          />
          This version for ever, whatever you share later
        </label>
      )}
      <p className="share-note">
        {pinned
          ? `This link stays at version ${revision}.`
          : again
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

/** The link that needs no server, while the graph fits into it. */
function HashLink() {
  const graph = useDocument((state) => state.graph);
  const reading = useSharing((state) => state.reading);
  const [hash, setHash] = useState<string | null>(null);
  const [copied, setCopied] = useState<string | null>(null);

  useEffect(() => {
    let shown = true;
    void toHash(graph).then((made) => shown && setHash(made));
    return () => {
      shown = false;
    };
  }, [graph]);

  const link = hash === null ? "" : `${location.origin}/${reading ? "?mode=view" : ""}${hash}`;
  const fits = hash !== null && hash.length <= LONGEST;
  return (
    <section className="share-hash" aria-label="Link without a server">
      <div>
        <p className="share-heading">Link without a server</p>
        <p className="share-note" data-testid="hash-note">
          {hash === null || fits
            ? `The graph is in the link itself: ${link.length.toLocaleString("en")} characters.`
            : `This graph would need ${hash.length.toLocaleString("en")} characters, and links hold ${LONGEST.toLocaleString("en")}. Use the link above, or save the graph as JSON.`}
        </p>
      </div>
      <Button
        className="share-copy"
        data-testid="copy-hash-link"
        disabled={!fits}
        onClick={() => void copy(link).then((done) => setCopied(done ? link : null))}
      >
        {copied === link && fits ? (
          <Check size={14} aria-hidden="true" />
        ) : (
          <Link size={14} aria-hidden="true" />
        )}
        {copied === link && fits ? "Copied" : "Copy"}
      </Button>
    </section>
  );
}

/** The graph in other forms, out and in. */
function Files({ onClose }: { onClose(): void }) {
  const chooser = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const show = (dialog: "export" | "embed") => {
    onClose();
    showDialog(dialog);
  };
  return (
    <div className="share-files">
      <Button data-testid="open-export" onClick={() => show("export")}>
        <Download size={14} aria-hidden="true" />
        Export …
      </Button>
      <Button data-testid="open-embed" onClick={() => show("embed")}>
        <Code size={14} aria-hidden="true" />
        Embed …
      </Button>
      <Button data-testid="open-file" onClick={() => chooser.current?.click()}>
        <FolderOpen size={14} aria-hidden="true" />
        Open a file …
      </Button>
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".json,.txt,.onnx,.npz,application/json,text/plain"
        data-testid="file"
        onChange={async (event) => {
          const field = event.currentTarget;
          const [file] = field.files ?? [];
          if (!file) return;
          const wrong = await openFile(file);
          // The same file may be chosen again once it is put right.
          field.value = "";
          setProblem(wrong);
          if (wrong === null) onClose();
        }}
      />
      {problem && (
        <p className="share-note share-failed" role="alert" data-testid="file-problem">
          {problem}
        </p>
      )}
    </div>
  );
}
