/** A look inside the run, one view at a time. */
export function Looks() {
  return null;
}
