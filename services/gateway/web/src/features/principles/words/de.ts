export default {
  title: "Grundsätze",
  context:
    "Was Ihre Trainer für richtig halten. Eine Auswertung zitiert einen Grundsatz vor Paaren, die den Fehler zeigen.",
  search: "In den Grundsätzen suchen",
  deficit: "Worum es geht",
  dance: "Tanz",
  anyDance: "jeder Tanz",
  text: "Grundsatz",
  languages: "Sprachen",
  machine: "von KI",
  unconfirmed: "Von KI übersetzt. Lesen Sie es durch: Speichern bestätigt es.",
  change: "Bearbeiten",
  delete: "Löschen",
  add: "Grundsatz schreiben",
  edit: "Grundsatz bearbeiten",
  oneText: "Schreiben Sie ihn in mindestens einer Sprache.",
  translate: "Von KI übersetzen lassen: {{language}}",
  none: "Es gibt noch keine Grundsätze",
  noneNext:
    "Schreiben Sie auf, was Sie jedem Paar über Haltung, Neigung oder Takt sagen. Die nächste Auswertung sagt es für Sie.",
  deleteTitle: "Diesen Grundsatz löschen ({{name}})?",
  deleteWhy: "Neue Auswertungen zitieren ihn nicht mehr; geschriebene behalten ihre Worte.",
};
