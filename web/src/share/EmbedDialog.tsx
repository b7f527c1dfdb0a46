import { Check, Copy } from "lucide-react";
import { type CSSProperties, useEffect, useState } from "react";
import { useDocument } from "../document/store.ts";
import { announce } from "../ui/announce.tsx";
import { Button } from "../ui/Button.tsx";
import { PANELS, type PanelId } from "../ui/visit.ts";
import { frameAddress, frameSnippet, LIMITS } from "./embedding.ts";
import { LONGEST, toHash } from "./hashLink.ts";
import { recallShare } from "./links.ts";
import { Modal } from "./Modal.tsx";

const labels: Record<PanelId, string> = {
  palette: "Palette",
  inspector: "Inspector",
  text: "Text",
  steps: "Step player",
};

/** The preview's box; a frame that is larger is shown smaller. */
const BOX = { width: 520, height: 340 };

/** Puts together the frame in which the graph can stand on another page. */
export default function EmbedDialog() {
  const { place, problem } = usePlace();
  const title = useDocument((state) => state.graph.title);
  const [panels, setPanels] = useState<readonly PanelId[]>(["inspector"]);
  const [width, setWidth] = useState(800);
  const [height, setHeight] = useState(480);
  const [copied, setCopied] = useState(false);
  const address = place === null ? null : frameAddress(place, panels, location.origin);
  const snippet = address === null ? "" : frameSnippet(address, title, { panels, width, height });

  const toggle = (id: PanelId, on: boolean) => {
    setPanels(PANELS.filter((each) => (each === id ? on : panels.includes(each))));
    setCopied(false);
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(snippet);
      setCopied(true);
      announce("The code is copied.");
    } catch {
      announce("Copy the code from its field.");
    }
  };

  return (
    <Modal title="Embed" testId="embed-dialog">
      <div className="embedding">
        <div className="embedding-form">
          <fieldset>
            <legend>Panels beside the canvas</legend>
            {PANELS.map((id) => (
              <label key={id} className="exporting-choice">
                <input
                  type="checkbox"
                  data-testid={`embed-${id}`}
                  checked={panels.includes(id)}
                  onChange={(event) => toggle(id, event.currentTarget.checked)}
                />
                {labels[id]}
              </label>
            ))}
            <p className="share-note">
              With the palette or the text, readers can rebuild the graph in their frame; without them they
              change numbers. Nothing of it is kept.
            </p>
          </fieldset>
          <fieldset className="embedding-size">
            <legend>Size in pixels</legend>
            <Size label="Width" value={width} limits={LIMITS.width} onChange={setWidth} />
            <Size label="Height" value={height} limits={LIMITS.height} onChange={setHeight} />
          </fieldset>
        </div>
        <div className="embedding-preview" style={{ height: BOX.height }}>
          {problem && <p className="exporting-problem">{problem}</p>}
          {address && <iframe key={address} src={address} title="Preview" style={fitted(width, height)} />}
        </div>
      </div>
      <div className="embedding-code">
        <textarea
          readOnly
          rows={3}
          aria-label="Code of the frame"
          data-testid="embed-snippet"
          value={snippet}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button kind="primary" data-testid="embed-copy" disabled={snippet === ""} onClick={() => void copy()}>
          {copied ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
          {copied ? "Copied" : "Copy"}
        </Button>
      </div>
    </Modal>
  );
}

function fitted(width: number, height: number): CSSProperties {
  const scale = Math.min(1, BOX.width / width, BOX.height / height);
  return { width, height, transform: `scale(${scale})` };
}

interface SizeProps {
  label: string;
  value: number;
  limits: { min: number; max: number };
  onChange(value: number): void;
}

function Size({ label, value, limits, onChange }: SizeProps) {
  return (
    <label className="embedding-field">
      {label}
      <input
        type="number"
        className="share-field"
        {...limits}
        step={20}
        defaultValue={value}
        data-testid={`embed-${label.toLowerCase()}`}
        onChange={(event) => {
          const next = event.currentTarget.valueAsNumber;
          if (next >= limits.min && next <= limits.max) onChange(Math.round(next));
        }}
      />
    </label>
  );
}

/** How the frame finds the graph: carried along while it fits, else by the link that it was stored under. */
function usePlace(): { place: string | null; problem: string | null } {
  const graph = useDocument((state) => state.graph);
  const key = useDocument((state) => state.key);
  const [hash, setHash] = useState<string | null>(null);
  useEffect(() => {
    let shown = true;
    void toHash(graph).then((made) => shown && setHash(made));
    return () => {
      shown = false;
    };
  }, [graph]);
  if (hash === null) return { place: null, problem: null };
  if (hash.length <= LONGEST) return { place: hash, problem: null };
  const stored = recallShare(key);
  if (stored) return { place: `/${stored.id}`, problem: null };
  return {
    place: null,
    problem: "This graph is too large to be carried by a frame: share it first, then embed its link.",
  };
}
