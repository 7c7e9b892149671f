import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { compressed } from "./compressed.ts";
import { mantineStyles } from "./mantine-styles.ts";

const BASE =
  /node_modules\/(react|react-dom|scheduler|i18next|react-i18next|@tanstack\/(react-router|router-core|history|react-query|query-core))\//;

/** Pages and parts that must need a component before it comes with the first of them */
const SHARED = 40;

export default defineConfig({
  plugins: [react(), mantineStyles(), compressed()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What every page needs in one piece, which stays the same from build to build.
            { name: "base", test: BASE },
            // A sign, a small component or what a feature asks the server is no larger than the headers of its file.
            { name: "signs", test: /node_modules\/@tabler\/icons-react\//, minShareCount: 2 },
            { name: "asked", test: /\/src\/features\/\w+\/(queries|words\/labels)\.ts$/, minShareCount: 4 },
            { name: "house", test: /\/src\/(api|kit|words)\/\w+\.tsx?$/, minShareCount: 4 },
            { name: "kit", test: /node_modules\/@mantine\/(core|hooks)\//, minShareCount: SHARED },
          ],
        },
      },
    },
  },
  server: { proxy: { "/v1": "http://127.0.0.1:8080" } },
  test: { environment: "happy-dom", setupFiles: ["src/testing/setup.ts"], isolate: false },
});
