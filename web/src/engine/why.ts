/** Why a node has its value: formulas in TeX, with names and with numbers, and a sentence. */
export interface Explanation {
  symbol: string;
  formula: string;
  numbers: string;
  sentence: string;
}

/** One line of a derivation: what it gives, from what, and which earlier lines it uses again. */
export interface DerivationLine {
  node: number;
  left: string;
  tex: string;
  numbers: string;
  value: string;
}

/** The chain rule from the loss back to a node, line by line, and as LaTeX to take along. */
export interface Derivation {
  lines: readonly DerivationLine[];
  latex: string;
}
