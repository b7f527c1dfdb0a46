import { useDocument } from "../document/store.ts";
import type { Group } from "../document/types.ts";
import { type Grain, grainOf, grains, hasGrains } from "../engine/composing.ts";
import { showGrain } from "./lens.ts";

const labels: Record<Grain, string> = { layer: "Layer", matrix: "Matrices", scalar: "Neurons" };

/** How finely a layer is shown, switched in place. */
export function GrainSwitch({ group }: { group: Group }) {
  const offered = useDocument((state) => hasGrains(state.graph, group));
  const grain = useDocument((state) => grainOf(state.graph, group));
  if (!offered) return null;
  return (
    <div className="grainSwitch nodrag" role="radiogroup" aria-label={`How ${group.name} is shown`}>
      {grains.map((other) => (
        // biome-ignore lint/a11y/useSemanticElements: a switch of buttons, as elsewhere on the page.
        <button
          key={other}
          type="button"
          role="radio"
          aria-checked={other === grain}
          data-grain={other}
          onClick={() => void showGrain(group.id, other)}
        >
          {labels[other]}
        </button>
      ))}
    </div>
  );
}
