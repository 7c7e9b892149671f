export default {
  title: "Mitteilungen",
  what: "Was",
  when: "Wann",
  state: "Stand",
  new: "neu",
  read: "gelesen",
  readAll: "Alle als gelesen markieren",
  analysis_finished: "fertig",
  analysis_failed: "fehlgeschlagen",
  empty: "Noch nichts mitzuteilen",
  emptyNext: "Wenn eine Analyse fertig wird oder scheitert, die Sie begonnen haben, erfahren Sie es hier.",
};
