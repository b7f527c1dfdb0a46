/** Waits for the next picture after a time. */
export function pictured(time: number): Promise<void> {
  return new Promise((next) => {
    const wait = (now: number) => (now >= time - 4 ? next() : void requestAnimationFrame(wait));
    requestAnimationFrame(wait);
  });
}
