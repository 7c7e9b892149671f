const words = {
  title: "Analyses",
  fresh: "New analysis",
  dance: "Dance",
  couple: "Couple",
  started: "Started",
  state: "State",
  total: "Total",
  ofForty: "{{total}} / 40",
  empty: "No analysis yet",
  emptyNext: "Upload the first recording of a couple; scores, video and report are ready some minutes later.",
} as const;

export default words;

declare module "i18next" {
  interface ResourceNamespaceMap {
    analyses: typeof words;
  }
}
