const words = {
  title: "Notifications",
  couple: "The couple",
  what: "What",
  when: "When",
  state: "State",
  new: "new",
  read: "read",
  readAll: "Mark all as read",
  analysis_finished: "finished",
  analysis_failed: "failed",
  question_asked: "question",
  question_answered: "answer",
  feedback_given: "feedback",
  empty: "Nothing to tell yet",
  emptyNext: "When an analysis you have started is finished or fails, or somebody writes to you, you are told here.",
} as const;

export default words;

declare module "i18next" {
  interface ResourceNamespaceMap {
    notifications: typeof words;
  }
}
