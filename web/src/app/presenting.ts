import { fitAll, fitLarge } from "../canvas/viewport.ts";
import { select } from "../document/selection.ts";
import { announce } from "../ui/announce.tsx";
import { useVisit } from "../ui/visit.ts";

/** Only the canvas, as large as it can be: for a projector. Escape leaves. */
export function present(): void {
  if (useVisit.getState().presenting) {
    leave();
    return;
  }
  useVisit.setState({ presenting: true });
  select([]);
  announce("Presentation. Escape leaves it.");
  // Where a browser refuses the whole screen, the window will do.
  void document.documentElement.requestFullscreen?.().catch(() => undefined);
  afterLayout(fitLarge);
}

export function leave(): void {
  if (!useVisit.getState().presenting) return;
  useVisit.setState({ presenting: false });
  announce("The presentation is over.");
  if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
  afterLayout(fitAll);
}

/** Fits once the panels have gone or come, and again when the window has its new size. */
function afterLayout(fit: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(fit));
  const refit = () => requestAnimationFrame(fit);
  addEventListener("resize", refit, { once: true });
  setTimeout(() => removeEventListener("resize", refit), 1000);
}

/** The browser's own Escape leaves the whole screen without telling the page which key it was. */
export function watchFullscreen(): () => void {
  const onChange = () => {
    if (!document.fullscreenElement) leave();
  };
  document.addEventListener("fullscreenchange", onChange);
  return () => document.removeEventListener("fullscreenchange", onChange);
}
