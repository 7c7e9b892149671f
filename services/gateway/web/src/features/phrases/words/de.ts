const words = {
  title: "Sätze",
  context:
    "Was Trainer in Stunden sagen, damit es in Berichten wieder gesagt werden kann. Rot: dazu gibt es noch nichts.",
  add: "Satz hinzufügen",
  edit: "Bearbeiten",
  accept: "Annehmen",
  reject: "Ablehnen",
  merge: "Mit dem ersten vereinen",
  merged: "Vereint",
  text: "Satz",
  deficit: "Worüber",
  dance: "Tanz",
  everyDance: "jeder Tanz",
  language: "Sprache",
  state: "Stand",
  uses: "In Berichten",
  source: "bei {{time}}",
  search: "In den Sätzen suchen",
  none: "Noch gibt es keine Sätze",
  noneNext: "Speichern Sie ein Transkript: Ratschläge darin werden gefunden. Oder geben Sie einen ein.",
  matrix: "Sätze nach Mangel und Tanz",
  cell_one: "{{deficit}}, {{dance}}: {{count}} Satz",
  cell_other: "{{deficit}}, {{dance}}: {{count}} Sätze",
  states: {
    new: "neu",
    accepted: "angenommen",
    rejected: "abgelehnt",
  },
  lang: {
    en: "Englisch",
    de: "Deutsch",
    ru: "Russisch",
    zh: "Chinesisch",
  },
};

export default words;
