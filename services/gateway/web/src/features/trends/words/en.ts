const words = {
  dance: "Dance",
  shown: "Shown",
  components: "Components",
  total: "Total",
  date: "Date",
  interval: "{{low}} to {{high}}",
  none: "No scores yet",
  noneNext: "The trend begins with the first finished analysis of this couple.",
  onePoint: "One result so far: a line appears with the next one.",
  chart: "Scores over time: {{dance}}",
  table: "Scores over time, as a table",
  latestWins: "Of several scorings of one recording the latest counts. An interval says where the score may lie.",
  change: "Since the first",
} as const;

export default words;

declare module "i18next" {
  interface ResourceNamespaceMap {
    trends: typeof words;
  }
}
