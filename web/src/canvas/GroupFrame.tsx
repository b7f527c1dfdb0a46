import type { NodeProps } from "@xyflow/react";
import { ChevronsDownUp } from "lucide-react";
import { memo } from "react";
import { select } from "../document/selection.ts";
import { MathName } from "../ui/MathName.tsx";
import type { FrameNode } from "./flow.ts";
import { GrainSwitch } from "./GrainSwitch.tsx";
import { groupLabel, kindLabel } from "./groupLabel.ts";
import { toggleGroup } from "./toggleGroup.ts";
import "./Group.css";

/** An open group: a frame around its nodes, held by its title. */
export const GroupFrame = memo(function GroupFrame({ data, selected }: NodeProps<FrameNode>) {
  const { group, members } = data.open;
  return (
    <div
      className={`groupFrame ${selected ? "groupFrame-selected" : ""}`}
      data-group={groupLabel(group)}
      data-group-id={group.id}
      data-open
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the frame itself takes the focus; Enter closes it, Space selects it. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the same. */}
      <div
        className="groupFrame-title"
        data-testid="frame-title"
        onClick={() => select(members)}
        onDoubleClick={() => void toggleGroup(group.id)}
      >
        {group.name && <MathName name={group.name} />}
        <span className="groupFrame-kind">{kindLabel(group)}</span>
        <button
          type="button"
          className="groupCard-toggle nodrag"
          aria-label={`Close ${groupLabel(group)}`}
          title="Close (Enter)"
          data-testid="close-group"
          tabIndex={-1}
          onClick={() => void toggleGroup(group.id)}
        >
          <ChevronsDownUp size={13} aria-hidden="true" />
        </button>
      </div>
      <div className="groupFrame-tools nodrag">
        <GrainSwitch group={group} />
      </div>
    </div>
  );
});
