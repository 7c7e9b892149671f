export default {
  title: "Analysen",
  fresh: "Neue Analyse",
  dance: "Tanz",
  couple: "Paar",
  started: "Begonnen",
  state: "Stand",
  total: "Summe",
  ofForty: "{{total}} / 40",
  empty: "Noch keine Analyse",
  emptyNext:
    "Laden Sie die erste Aufnahme eines Paares hoch; Wertung, Video und Bericht sind einige Minuten später fertig.",
};
