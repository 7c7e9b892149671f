export default {
  title: "Mitteilungen",
  couple: "Das Paar",
  what: "Was",
  when: "Wann",
  state: "Stand",
  new: "neu",
  read: "gelesen",
  readAll: "Alle als gelesen markieren",
  analysis_finished: "fertig",
  analysis_failed: "fehlgeschlagen",
  question_asked: "Frage",
  question_answered: "Antwort",
  feedback_given: "Rückmeldung",
  empty: "Noch nichts mitzuteilen",
  emptyNext:
    "Wenn eine Analyse fertig wird oder scheitert, die Sie begonnen haben, oder Ihnen jemand schreibt, erfahren Sie es hier.",
};
