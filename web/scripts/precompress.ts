import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import { brotli, gzip, isCompressible } from "./compression.ts";

/** Puts name.br and name.gz beside each file that gets smaller by it, so that the server compresses nothing. */
export function precompress(): Plugin {
  let folder = "";
  return {
    name: "chainrule:precompress",
    apply: "build",
    enforce: "post",
    configResolved(config) {
      folder = config.build.outDir;
    },
    // After every other plugin has written its files.
    closeBundle: {
      order: "post",
      sequential: true,
      handler() {
        for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
          if (!isCompressible(name) || name.endsWith(".map")) continue;
          const path = join(folder, name);
          const content = readFileSync(path);
          for (const [ending, packed] of [
            ["br", brotli(content)],
            ["gz", gzip(content)],
          ] as const)
            if (packed.length < content.length * 0.9) writeFileSync(`${path}.${ending}`, packed);
        }
      },
    },
  };
}
