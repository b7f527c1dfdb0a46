// Runs before the first paint, so that a dark page never flashes white. A file of its own because inline scripts are not allowed.
(() => {
  let choice = null;
  try {
    choice = localStorage.getItem("chainrule.theme");
  } catch {
    // Storage can be switched off: then the system's preference decides.
  }
  const dark = choice ? choice === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
