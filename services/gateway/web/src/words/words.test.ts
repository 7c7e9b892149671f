/** Every language says all that English says, with the same placeholders, in its own words. */
import { describe, expect, it } from "vitest";
import { LANGUAGES } from "./languages";

type Words = { [key: string]: string | Words };
const common = import.meta.glob<Words>("./common/*.ts", { eager: true, import: "default" });
const features = import.meta.glob<Words>("../features/*/words/{en,de,ru,zh}.ts", { eager: true, import: "default" });
const labels = import.meta.glob<Record<string, Record<string, string>>>("../features/*/words/labels.ts", {
  eager: true,
  import: "default",
});
const withQueries = import.meta.glob("../features/*/pages.tsx");

const PLURAL = /_(zero|one|two|few|many|other)$/;
const TRANSLATED = ["de", "ru", "zh"] as const;

/** What is rightly the same in both languages: names, signs, and words that German has taken over. */
const SAME: Record<(typeof TRANSLATED)[number], RegExp> = {
  de: /^(\{\{\w+\}\} MB|Name|Navigation|Admin|Trainer|Tango|Quickstep|Code|Partner|Browser|Studios?|Uploads|Version( \{\{number\}\})?|Timing|Balance|System)$/,
  ru: /^$/,
  zh: /^$/,
};
const NAMES =
  /^(Dance AI|Google|Microsoft|Facebook|LiteRT|ONNX Runtime|Triton|RTMO|RTMPose, RTMW, DWPose|MoveNet MultiPose|OKS| ms| °\/s)$/;
/** Nothing to translate: no letters beside the placeholders. */
const wordless = (text: string) => !/\p{L}/u.test(text.replace(/{{.*?}}/g, ""));

function flat(words: Words, before = ""): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, word]) =>
      typeof word === "string" ? [[before + key, word] as const] : [...flat(word, `${before}${key}.`)],
    ),
  );
}

const wordsOf = (namespace: string, language: string) =>
  namespace === "common"
    ? common[`./common/${language}.ts`]
    : features[`../features/${namespace}/words/${language}.ts`];
const namespaces = ["common", ...new Set(Object.keys(features).map((path) => path.split("/")[2] as string))];

/** The keys a language needs for an English one: a form for each of its plurals, with `zero` where English has it. */
function wanted(english: Iterable<string>, language: string): string[] {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const keys = new Set<string>();
  for (const key of english) {
    const form = key.match(PLURAL)?.[1];
    if (!form || form === "zero") keys.add(key);
    else for (const other of forms) keys.add(key.replace(PLURAL, `_${other}`));
  }
  return [...keys].sort();
}

const placeholders = (text: string) => [...text.matchAll(/{{\s*(\w+)/g)].map((hit) => hit[1]).sort();

describe.each(namespaces)("%s", (namespace) => {
  const english = flat(wordsOf(namespace, "en") ?? {});

  it("has words, and no key with a sign that i18next takes for a part of its own", () => {
    expect(english.size).toBeGreaterThan(0);
    const keys = (words: Words): string[] =>
      Object.entries(words).flatMap(([key, word]) => (typeof word === "string" ? [key] : [key, ...keys(word)]));
    expect(keys(wordsOf(namespace, "en") ?? {}).filter((key) => /[.:]/.test(key))).toEqual([]);
  });

  describe.each(TRANSLATED)("in %s", (language) => {
    const told = flat(wordsOf(namespace, language) ?? {});

    it("has every key and no other", () => {
      expect([...told.keys()].sort()).toEqual(wanted(english.keys(), language));
    });

    it("has the placeholders of the English words", () => {
      for (const [key, text] of told) {
        const many = english.get(key.replace(PLURAL, "_other")) ?? "";
        // What English says of one thing, others say of 21 and 31 as well: with its number.
        const sources = [english.get(key) ?? many, many].map((source) => `${key}: ${placeholders(source)}`);
        expect(sources).toContain(`${key}: ${placeholders(text)}`);
      }
    });

    it("is translated", () => {
      const left = [...told].filter(
        ([key, text]) =>
          text === english.get(key) && !wordless(text) && !NAMES.test(text) && !SAME[language].test(text),
      );
      expect(left).toEqual([]);
    });

    it("says nothing twice as an empty word", () => {
      expect([...told].filter(([key, text]) => text.trim() === "" && english.get(key)?.trim() !== "")).toEqual([]);
    });
  });
});

describe("names of pages", () => {
  it("are there for every feature with pages, in every language", () => {
    for (const path of Object.keys(withQueries)) {
      const told = labels[path.replace("pages.tsx", "words/labels.ts")];
      for (const [name, label] of Object.entries(told ?? { [path]: {} }))
        for (const language of LANGUAGES)
          expect(`${path} ${name} ${language}: ${label[language] ?? ""}`).toMatch(/: ./);
    }
  });
});
