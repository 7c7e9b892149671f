const words = {
  title: "Principles",
  context: "What your trainers hold to be true. An evaluation quotes a principle to a couple that shows the fault.",
  search: "Search in the principles",
  deficit: "What it is about",
  dance: "Dance",
  anyDance: "every dance",
  text: "Principle",
  languages: "Languages",
  machine: "by AI",
  unconfirmed: "Translated by AI. Read it: saving confirms it.",
  change: "Edit",
  delete: "Delete",
  add: "Write a principle",
  edit: "Edit the principle",
  oneText: "Write it in one language at least.",
  translate: "Translate into {{language}} by AI",
  none: "There are no principles yet",
  noneNext:
    "Write down what you tell every couple about its posture, its sway or its timing. The next evaluation says it for you.",
  deleteTitle: "Delete this principle about {{name}}?",
  deleteWhy: "New evaluations quote it no more; those that are written keep their words.",
} as const;

export default words;

declare module "i18next" {
  interface ResourceNamespaceMap {
    principles: typeof words;
  }
}
