const words = {
  title: "Notifications",
  what: "What",
  when: "When",
  state: "State",
  new: "new",
  read: "read",
  readAll: "Mark all as read",
  analysis_finished: "finished",
  analysis_failed: "failed",
  empty: "Nothing to tell yet",
  emptyNext: "When an analysis you have started is finished or fails, you are told here.",
} as const;

export default words;

declare module "i18next" {
  interface ResourceNamespaceMap {
    notifications: typeof words;
  }
}
