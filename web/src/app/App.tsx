import { Tooltip } from "radix-ui";
import { Shell } from "./Shell.tsx";

export function App() {
  return (
    <Tooltip.Provider delayDuration={400}>
      <Shell top={null} palette={null} canvas={null} inspector={null} />
    </Tooltip.Provider>
  );
}
