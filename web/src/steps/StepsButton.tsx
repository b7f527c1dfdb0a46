import { StepForward } from "lucide-react";
import { IconButton } from "../ui/Button.tsx";
import { togglePlayer, usePlayer } from "./player.ts";

/** Opens and closes the step player. */
export function StepsButton() {
  const open = usePlayer((player) => player.walk !== null);
  return (
    <IconButton
      label="Step through the passes"
      keys="P"
      data-testid="toggle-steps"
      pressed={open}
      onClick={togglePlayer}
    >
      <StepForward size={17} />
    </IconButton>
  );
}
