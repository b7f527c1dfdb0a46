/** Two links of a chain: forward blue, backward orange. */
export function Logo() {
  return (
    <svg className="logo" width="30" height="20" viewBox="0 0 30 20" role="img" aria-label="Chainrule">
      <title>Chainrule</title>
      <path d="M4 4h11a6 6 0 0 1 0 12h-2.5" className="logo-forward" />
      <path d="M26 16H15a6 6 0 0 1 0-12h2.5" className="logo-backward" />
    </svg>
  );
}
