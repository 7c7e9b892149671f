const words = {
  title: "Phrases",
  context: "What trainers say in lessons, to be said again in reports. Red: nothing can be said of it yet.",
  add: "Add a phrase",
  edit: "Edit",
  accept: "Accept",
  reject: "Reject",
  merge: "Merge into the first",
  merged: "Merged",
  text: "Phrase",
  deficit: "About",
  dance: "Dance",
  everyDance: "every dance",
  language: "Language",
  state: "State",
  uses: "In reports",
  source: "at {{time}}",
  search: "Search in the phrases",
  none: "There are no phrases yet",
  noneNext: "Save a transcript: advice in it is found by itself. Or type one in.",
  matrix: "Phrases by deficit and dance",
  cell_one: "{{deficit}}, {{dance}}: {{count}} phrase",
  cell_other: "{{deficit}}, {{dance}}: {{count}} phrases",
  states: {
    new: "new",
    accepted: "accepted",
    rejected: "rejected",
  },
  lang: {
    en: "English",
    de: "German",
    ru: "Russian",
    zh: "Chinese",
  },
} as const;

export default words;

declare module "i18next" {
  interface ResourceNamespaceMap {
    phrases: typeof words;
  }
}
