import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: { chunkSizeWarningLimit: 600 },
  server: { proxy: { "/v1": "http://127.0.0.1:8080" } },
  test: { environment: "happy-dom", setupFiles: ["src/testing/setup.ts"], isolate: false },
});
