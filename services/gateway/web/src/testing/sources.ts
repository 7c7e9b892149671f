/** Our own sources as text, for the tests that hold them to the house's rules. */
const found = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../api/schema.d.ts"], {
  eager: true,
  query: "?raw",
  import: "default",
});

export interface Source {
  /** From `src/` on */
  path: string;
  /** Without comments, which may speak of anything */
  code: string;
}

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");

export const SOURCES: Source[] = Object.entries(found)
  .map(([path, text]) => ({ path: path.replace(/^\.\.\//, ""), code: withoutComments(text) }))
  .filter(({ path }) => !path.startsWith("testing/") && !path.includes(".test."));
