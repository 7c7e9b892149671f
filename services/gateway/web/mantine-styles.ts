/**
 * Mantine's styles come with the components that are used, where they are used, instead of all at once.
 *
 * A component reads its class names from `X.module.mjs`; the styles of these names are added there. They stand in a
 * layer, so that our own win in whatever order pages are opened.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const STYLES = fileURLToPath(new URL("./node_modules/@mantine/core/styles/", import.meta.url));

export function mantineStyles(): Plugin {
  return {
    name: "mantine-styles",
    apply: "build",
    transform(code, id) {
      const name = id.match(/@mantine\/core\/esm\/.*\/(\w+)\.module\.mjs$/)?.[1];
      if (!name) return undefined;
      const file = `${name}.layer.css`;
      if (!existsSync(STYLES + file)) throw new Error(`Mantine has no styles for ${id}`);
      return { code: `${code}\nimport "@mantine/core/styles/${file}";\n`, moduleSideEffects: true, map: null };
    },
  };
}
