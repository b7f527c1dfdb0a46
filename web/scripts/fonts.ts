import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";
import type { Plugin } from "vite";

/*
 * The letters that nearly every screen is set in, cut out of the fonts: half the bytes of a first visit. What is rarer
 * (accented letters, Greek) comes with the whole file when it is shown; ui/fonts.css says which range is where.
 */

const ASCII = Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCodePoint(0x20 + i)).join("");
/** No-break space, ±, ², ·, ×, ÷, –, —, ‖, quotation marks, …, ↑, ↓ and the minus sign. */
const SIGNS =
  "\u00a0\u00b1\u00b2\u00b7\u00d7\u00f7\u2013\u2014\u2016\u2018\u2019\u201c\u201d\u2026\u2191\u2193\u2212";

interface Cut {
  from: string;
  /** Of a variable font only these weights. */
  weights?: { min: number; max: number };
  /** Without the letters that stand in for others, such as ligatures. */
  plain?: boolean;
}

const cuts: Readonly<Record<string, Cut>> = {
  "inter.woff2": {
    from: "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
    weights: { min: 400, max: 600 },
    plain: true,
  },
  "serif.woff2": {
    from: "@fontsource/source-serif-4/files/source-serif-4-latin-400-normal.woff2",
    plain: true,
  },
  "serif-italic.woff2": {
    from: "@fontsource/source-serif-4/files/source-serif-4-latin-400-italic.woff2",
    plain: true,
  },
  "mono.woff2": {
    from: "@fontsource/jetbrains-mono/files/jetbrains-mono-latin-400-normal.woff2",
    plain: true,
  },
};

const modules = fileURLToPath(new URL("../node_modules", import.meta.url));
const folder = `${modules}/.cache/chainrule-fonts`;

async function cut(name: string, { from, weights, plain = false }: Cut): Promise<void> {
  const small = await subsetFont(readFileSync(`${modules}/${from}`), ASCII + SIGNS, {
    targetFormat: "woff2",
    noLayoutClosure: plain,
    ...(weights ? { variationAxes: { wght: weights } } : {}),
  });
  writeFileSync(`${folder}/${name}`, small);
}

/** Makes the small fonts, which a style sheet finds under `@fonts/`. */
export function smallFonts(): Plugin {
  return {
    name: "chainrule:fonts",
    config: () => ({ resolve: { alias: [{ find: /^@fonts\//, replacement: `${folder}/` }] } }),
    async buildStart() {
      mkdirSync(folder, { recursive: true });
      await Promise.all(Object.entries(cuts).map(([name, each]) => cut(name, each)));
    },
  };
}
