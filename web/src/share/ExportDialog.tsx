import { CircleAlert, Copy, Download } from "lucide-react";
import { useEffect, useState } from "react";
import { inWords } from "../server/request.ts";
import { announce } from "../ui/announce.tsx";
import { Button } from "../ui/Button.tsx";
import { type Format, formats, save } from "./formats.ts";
import { Modal } from "./Modal.tsx";

/** More of a text than this is not shown, only saved and copied. */
const SHOWN = 60_000;

const groups = [...new Set(formats.map((format) => format.group))];

/** Every form in which the graph can leave, with a look at it before. */
export default function ExportDialog() {
  const [chosen, setChosen] = useState<Format | undefined>(formats[0]);
  return (
    <Modal title="Export" testId="export-dialog">
      <div className="exporting">
        <div className="exporting-list" role="radiogroup" aria-label="Format">
          {groups.map((group) => (
            <fieldset key={group}>
              <legend>{group}</legend>
              {formats
                .filter((format) => format.group === group)
                .map((format) => (
                  <label key={format.id} className="exporting-choice">
                    <input
                      type="radio"
                      name="export-format"
                      data-testid={`export-${format.id}`}
                      checked={chosen === format}
                      onChange={() => setChosen(format)}
                    />
                    <span>{format.label}</span>
                    <span className="exporting-extension">.{format.extension}</span>
                  </label>
                ))}
            </fieldset>
          ))}
        </div>
        {chosen && <Preview key={chosen.id} format={chosen} />}
      </div>
    </Modal>
  );
}

interface Made {
  blob: Blob;
  text: string | null;
  url: string | null;
}

function Preview({ format }: { format: Format }) {
  const [made, setMade] = useState<Made | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    let shown = true;
    const make = async () => {
      const blob = await format.make();
      const text = format.kind === "text" ? await blob.text() : null;
      const url = format.kind === "image" ? await dataUrl(blob) : null;
      if (shown) setMade({ blob, text, url });
    };
    make().catch((error) => shown && setProblem(inWords(error)));
    return () => {
      shown = false;
    };
  }, [format]);

  const copy = async () => {
    if (!made) return;
    try {
      if (made.text !== null) await navigator.clipboard.writeText(made.text);
      else await navigator.clipboard.write([new ClipboardItem({ [made.blob.type]: made.blob })]);
      setCopied(true);
      announce("Copied.");
    } catch {
      setProblem("The browser keeps the clipboard to itself: save the file instead.");
    }
  };

  const canCopy = format.kind === "text" || format.id === "png";
  return (
    <div className="exporting-preview">
      <div className="exporting-view" aria-live="polite" aria-busy={!made && !problem}>
        {problem ? (
          <p className="exporting-problem" role="alert" data-testid="export-problem">
            <CircleAlert size={16} aria-hidden="true" />
            {problem}
          </p>
        ) : (
          <View format={format} made={made} />
        )}
      </div>
      <div className="exporting-end">
        {made && <span className="exporting-size">{size(made.blob.size)}</span>}
        {canCopy && (
          <Button data-testid="export-copy" disabled={!made} onClick={() => void copy()}>
            <Copy size={14} aria-hidden="true" />
            {copied ? "Copied" : "Copy"}
          </Button>
        )}
        <Button
          kind="primary"
          data-testid="export-save"
          disabled={!made}
          onClick={() => made && save(format, made.blob)}
        >
          <Download size={14} aria-hidden="true" />
          Save .{format.extension}
        </Button>
      </div>
    </div>
  );
}

function View({ format, made }: { format: Format; made: Made | null }) {
  if (!made) return <p className="exporting-wait">Writing …</p>;
  if (made.url) return <img src={made.url} alt="The graph as it is saved" data-testid="export-picture" />;
  if (made.text === null) {
    return (
      <p className="exporting-wait">{format.label} is a binary format: there is nothing to read in it.</p>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
    <pre tabIndex={0} data-testid="export-shown">
      {made.text.length > SHOWN ? `${made.text.slice(0, SHOWN)}\n…` : made.text}
    </pre>
  );
}

/** The page's policy lets pictures in as data:, and nothing as blob:. */
function dataUrl(blob: Blob): Promise<string> {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(blob);
  });
}

function size(bytes: number): string {
  return bytes < 1000 ? `${bytes} bytes` : `${Math.round(bytes / 1000).toLocaleString("en")} kB`;
}
