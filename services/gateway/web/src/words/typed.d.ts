/** English is the typed source: a key that is not in it does not compile. Features add theirs in `words/en.ts`. */
import "i18next";
import type common from "./common/en";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
  }
  interface ResourceNamespaceMap {
    common: typeof common;
  }
}
