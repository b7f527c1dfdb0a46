import { ViewportPortal } from "@xyflow/react";
import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { isLessonKey } from "../document/local.ts";
import { useDocument } from "../document/store.ts";
import { opOf, settingOf, valueSetting } from "../engine/catalogue.ts";
import { MathName } from "../ui/MathName.tsx";
import { shelf } from "../ui/shelf.ts";
import { sizes } from "./viewport.ts";

const KEY = "chainrule.hint";
const TARGET = "w2";

function seen(): boolean {
  try {
    return shelf().getItem(KEY) !== null;
  } catch {
    return false;
  }
}

/** The one hint of the first visit: it points at a number, and goes when a number has been changed. */
export function Hint() {
  const [gone, setGone] = useState(seen);
  const node = useDocument((state) => state.graph.nodes.find((other) => other.name === TARGET));
  const inLesson = useDocument((state) => isLessonKey(state.key));
  const edited = useDocument((state) => state.past.length > 0);
  const setting = node && valueSetting(opOf(node.op));
  const draggable = node && setting && typeof settingOf(node, setting) === "number";

  const dismiss = () => {
    try {
      shelf().setItem(KEY, "seen");
    } catch {
      // Then it is shown again at the next visit.
    }
    setGone(true);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: dismissed once, at the first edit.
  useEffect(() => {
    if (edited && !gone) dismiss();
  }, [edited]);

  if (gone || inLesson || !node?.position || !draggable) return null;
  const { x, y } = node.position;
  const height = sizes().get(node.id)?.height ?? 88;
  return (
    <ViewportPortal>
      <div
        className="hint"
        data-testid="hint"
        style={{ transform: `translate(${x}px, ${y + height + 14}px)` }}
      >
        <span>
          Drag the number in <MathName name={TARGET} />: every value and gradient follows.
        </span>
        <button type="button" aria-label="Dismiss the hint" onClick={dismiss}>
          <X size={13} />
        </button>
      </div>
    </ViewportPortal>
  );
}
