import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const template = fileURLToPath(new URL("serviceWorker.js", import.meta.url));

/** The two addresses of the page itself; what stands in frames is answered with headers of its own. */
const PAGES = ["/", "/embed"];

/** What a page without a connection needs: all but maps, and of fonts the form that every browser here reads. */
export function isKept(name: string): boolean {
  return /\.(?:js|css|svg|woff2|wasm)$/.test(name);
}

/** The worker for a list of files; its version changes with any of them. */
export function serviceWorker(source: string, files: ReadonlyMap<string, string | Uint8Array>): string {
  const paths = [...files.keys()].sort();
  const hash = createHash("sha256").update(source);
  for (const path of paths) hash.update(path).update(files.get(path) ?? "");
  return source
    .replace("__VERSION__", hash.digest("hex").slice(0, 12))
    .replace("__FILES__", JSON.stringify([...PAGES, ...paths], null, 2));
}

/** Writes sw.js beside index.html. */
export function offline(): Plugin {
  let publicFolder = "";
  return {
    name: "chainrule:offline",
    apply: "build",
    configResolved(config) {
      publicFolder = config.publicDir;
    },
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const files = new Map<string, string | Uint8Array>();
        for (const name of readdirSync(publicFolder))
          if (isKept(name)) files.set(`/${name}`, readFileSync(`${publicFolder}/${name}`));
        for (const [name, output] of Object.entries(bundle))
          if (isKept(name)) files.set(`/${name}`, output.type === "chunk" ? output.code : output.source);
        const page = bundle["index.html"];
        const source = readFileSync(template, "utf8") + (page?.type === "asset" ? digest(page.source) : "");
        this.emitFile({ type: "asset", fileName: "sw.js", source: serviceWorker(source, files) });
      },
    },
  };
}

/** A change of the page alone is a new version too. */
function digest(page: string | Uint8Array): string {
  return `// ${createHash("sha256").update(page).digest("hex").slice(0, 12)}\n`;
}
