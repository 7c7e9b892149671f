const words = {
  title: "Analyses",
  fresh: "New analysis",
  analysis: "Analysis",
  dance: "Dance",
  couple: "Couple",
  started: "Started",
  took: "Took",
  state: "State",
  total: "Total",
  ofForty: "{{total}} / 40",
  again: "re-scored",
  empty: "No analysis yet",
  emptyNext: "Upload the first recording of a couple; scores, video and report are ready some minutes later.",
  search: "Search a couple or a file",
  searchFile: "Search a file",
  order: {
    newest: "Newest first",
    oldest: "Oldest first",
    best: "Highest total first",
  },
  actions: "Actions: {{name}}",
  open: "Open",
  retry: "Try again: {{stage}}",
  cancel: "Cancel",
  delete: "Delete",
  cancelTitle_one: "Cancel {{count}} analysis?",
  cancelTitle_other: "Cancel {{count}} analyses?",
  cancelWhy: "Work on it stops. Stages that are done stay; you can go on later.",
  cancelled_one: "{{count}} analysis was cancelled.",
  cancelled_other: "{{count}} analyses were cancelled.",
  cancelMany_one: "Cancel {{count}}",
  cancelMany_other: "Cancel {{count}}",
  deleteTitle_one: "Delete {{count}} analysis?",
  deleteTitle_other: "Delete {{count}} analyses?",
  deleteWhy:
    "Scores, annotated video and report are gone for good, for everybody. The recording stays, and the quota does not grow back.",
  deleted_one: "{{count}} analysis was deleted.",
  deleted_other: "{{count}} analyses were deleted.",
  deleteMany_one: "Delete {{count}}",
  deleteMany_other: "Delete {{count}}",
} as const;

export default words;

declare module "i18next" {
  interface ResourceNamespaceMap {
    analyses: typeof words;
  }
}
