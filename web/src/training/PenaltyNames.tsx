import { useDocument } from "../document/store.ts";
import { nodeLabel } from "../document/types.ts";
import { opOf } from "../engine/catalogue.ts";
import { MathName } from "../ui/MathName.tsx";

interface PenaltyNamesProps {
  /** The parameters that are charged; none for all. */
  chosen: readonly string[];
  onChange(names: string[]): void;
}

/** Which parameters a penalty charges: all of them, or those that are pressed. */
export function PenaltyNames({ chosen, onChange }: PenaltyNamesProps) {
  const nodes = useDocument((state) => state.graph.nodes);
  const names = nodes.filter(({ op }) => opOf(op)?.role === "parameter").map(nodeLabel);
  if (names.length < 2) return null;
  // Names of another graph's parameters are of no use to this one.
  const charged = names.filter((name) => chosen.includes(name));
  return (
    <fieldset className="penaltyNames">
      <legend>It charges</legend>
      <button
        type="button"
        aria-pressed={charged.length === 0}
        data-testid="penalty-all"
        onClick={() => onChange([])}
      >
        all
      </button>
      {names.map((name) => {
        const pressed = charged.includes(name);
        return (
          <button
            key={name}
            type="button"
            aria-pressed={pressed}
            data-testid={`penalty-${name}`}
            onClick={() => {
              const next = pressed ? charged.filter((one) => one !== name) : [...charged, name];
              onChange(next.length === names.length ? [] : next);
            }}
          >
            <MathName name={name} />
          </button>
        );
      })}
    </fieldset>
  );
}
