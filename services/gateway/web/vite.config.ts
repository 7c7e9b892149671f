import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { compressed } from "./compressed.ts";
import { mantineStyles } from "./mantine-styles.ts";

const BASE =
  /node_modules\/(react|react-dom|scheduler|i18next|react-i18next|@tanstack\/(react-router|router-core|history|react-query|query-core))\//;

export default defineConfig({
  plugins: [react(), mantineStyles(), compressed()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    rolldownOptions: {
      // What every page needs in one piece, which stays the same from build to build.
      output: { codeSplitting: { groups: [{ name: "base", test: BASE }] } },
    },
  },
  server: { proxy: { "/v1": "http://127.0.0.1:8080" } },
  test: { environment: "happy-dom", setupFiles: ["src/testing/setup.ts"], isolate: false },
});
