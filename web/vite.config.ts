import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const engine = fileURLToPath(new URL("../client/target/module/chainrule.js", import.meta.url));

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "chainrule-engine": engine } },
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
  },
  worker: { format: "es" },
  test: { include: ["src/**/*.test.ts"] },
});
