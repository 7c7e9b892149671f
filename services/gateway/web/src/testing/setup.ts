/** Before every test file: words in English, and a clean page after each test. */
import { cleanup } from "@testing-library/react";
import { afterEach, beforeAll } from "vitest";
import { i18n, startWords } from "@/words/i18n";

beforeAll(async () => {
  if (!i18n.isInitialized) await startWords();
  await i18n.changeLanguage("en");
});
afterEach(cleanup);
