/** Words in the reader's language. Every feature is a namespace, loaded when its first page opens. */
import i18next from "i18next";
import resourcesToBackend from "i18next-resources-to-backend";
import { initReactI18next } from "react-i18next";
import { browserLanguage } from "./languages";

type WordFile = () => Promise<{ default: object }>;
const common = import.meta.glob<{ default: object }>("./common/*.ts");
const features = import.meta.glob<{ default: object }>("../features/*/words/{en,de,ru,zh}.ts");

/** The file of a namespace; `common` belongs to no feature. */
function file(language: string, namespace: string): WordFile {
  const found =
    namespace === "common"
      ? common[`./common/${language}.ts`]
      : features[`../features/${namespace}/words/${language}.ts`];
  if (!found) throw new Error(`no words: ${namespace} in ${language}`);
  return found;
}

export const i18n = i18next.createInstance();

export async function startWords(): Promise<void> {
  i18n.on("languageChanged", (language) => {
    document.documentElement.lang = language;
  });
  await i18n
    .use(resourcesToBackend((language: string, namespace: string) => file(language, namespace)()))
    .use(initReactI18next)
    .init({
      lng: browserLanguage(),
      fallbackLng: false,
      defaultNS: "common",
      ns: ["common"],
      interpolation: { escapeValue: false },
    });
}
