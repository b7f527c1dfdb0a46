/** Gives the keyboard to what is about to appear: a panel may have to load first. */
export function focusSoon(selector: string, frames = 60): void {
  requestAnimationFrame(() => {
    const found = document.querySelector<HTMLElement>(selector);
    if (found) found.focus();
    else if (frames > 0) focusSoon(selector, frames - 1);
  });
}
