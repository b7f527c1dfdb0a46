import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { firstLoadBudget } from "./scripts/firstLoad.ts";
import { smallFonts } from "./scripts/fonts.ts";
import { offline } from "./scripts/offline.ts";
import { precompress } from "./scripts/precompress.ts";

const modules = fileURLToPath(new URL("../client/target/module", import.meta.url));

export default defineConfig({
  plugins: [react(), smallFonts(), firstLoadBudget(), offline(), precompress()],
  resolve: {
    alias: [
      { find: /^chainrule-engine$/, replacement: `${modules}/chainrule.js` },
      { find: /^chainrule-engine\/(\w+)$/, replacement: `${modules}/$1.js` },
    ],
  },
  server: {
    fs: { allow: [".."] },
    proxy: { "/api": process.env.CHAINRULE_SERVER ?? "http://localhost:7070" },
  },
  build: {
    target: "es2023",
    // Fonts and images stay files: the page's policy allows no data: URLs.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1600,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What changes at its own pace is a file of its own, which a returning visitor has already.
        codeSplitting: {
          groups: [
            { name: "engine", test: /client\/target\/module\/chainrule\.js/ },
            {
              name: "parts",
              test: /node_modules\/(?:@radix-ui\/(?!react-(?:dialog|radio-group))|@floating-ui|react-remove-scroll|aria-hidden|use-(?:sidecar|callback-ref)|tslib)/,
            },
            // Many small files would be packed worse than one.
            {
              name: "base",
              test: /web\/src\/(?:document|engine\/(?:live|session|snapshot|catalogue|veil|overlay|spotlight|asking|edit)|ui\/(?:visit|shelf|announce|format|theme|Button))/,
            },
            { name: "view", test: /node_modules\/(?:react|react-dom|scheduler|@xyflow|d3-[a-z]+|zustand)\// },
          ],
        },
      },
    },
  },
  worker: { format: "es" },
  test: { include: ["src/**/*.test.ts", "scripts/**/*.test.ts"] },
});
