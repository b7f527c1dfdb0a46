import { RadioGroup } from "radix-ui";
import { useId } from "react";
import { formatNumber } from "../ui/format.ts";
import { digitRange, notations, setNumberFormat, useNumberFormat } from "../ui/numberFormat.ts";
import { setTheme, themeChoices, useThemeChoice } from "../ui/theme.ts";
import { usePreferences } from "./preferences.ts";
import "./Settings.css";

/** Numbers that show what a format does to them. */
const samples = [-0.24, 1 / 3, 0.0000456789, 1234567.89];

/** The theme, numbers, keys. */
export function SettingsPanel() {
  return (
    <div className="settings">
      <Theme />
      <Numbers />
      <Letters />
      <p className="settings-note">Motion follows your system: where it asks for less, nothing glides.</p>
    </div>
  );
}

function Theme() {
  return (
    <Choices label="Theme" name="theme" of={themeChoices} value={useThemeChoice()} onChoose={setTheme} />
  );
}

function Numbers() {
  const { digits, notation } = useNumberFormat();
  const id = useId();
  return (
    <>
      <Choices
        label="Numbers"
        name="notation"
        of={notations}
        value={notation}
        onChoose={(next) => setNumberFormat({ notation: next })}
      />
      <div className="settings-row">
        <label htmlFor={id}>Significant digits</label>
        <input
          id={id}
          type="range"
          {...digitRange}
          step={1}
          value={digits}
          data-testid="digits"
          onChange={(event) => setNumberFormat({ digits: event.currentTarget.valueAsNumber })}
        />
        <output htmlFor={id} className="numeric">
          {digits}
        </output>
      </div>
      <p className="settings-samples numeric" data-testid="samples">
        {samples.map((sample) => (
          <span key={sample}>{formatNumber(sample)}</span>
        ))}
      </p>
    </>
  );
}

function Letters() {
  const letters = usePreferences((state) => state.letters);
  return (
    <label className="settings-row">
      <input
        type="checkbox"
        checked={letters}
        data-testid="letters"
        onChange={(event) => usePreferences.setState({ letters: event.currentTarget.checked })}
      />
      Single letters are shortcuts
    </label>
  );
}

interface ChoicesProps<Of extends string> {
  label: string;
  name: string;
  of: readonly Of[];
  value: Of;
  onChoose(value: Of): void;
}

/** A row of which one holds. */
function Choices<Of extends string>({ label, name, of, value, onChoose }: ChoicesProps<Of>) {
  const id = useId();
  return (
    <div className="settings-row">
      <span id={id}>{label}</span>
      <RadioGroup.Root
        className="settings-choices"
        aria-labelledby={id}
        orientation="horizontal"
        value={value}
        onValueChange={(next) => {
          const chosen = of.find((one) => one === next);
          if (chosen) onChoose(chosen);
        }}
      >
        {of.map((one) => (
          <RadioGroup.Item key={one} value={one} className="settings-choice" data-testid={`${name}-${one}`}>
            {one[0]?.toUpperCase() + one.slice(1)}
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </div>
  );
}
