const words = {
  title: "Studios",
  context: "Every studio is a tenant of its own: its users, couples and recordings are seen by nobody else.",
  search: "Search by name",
  none: "There are no studios yet.",
  create: "New studio",
  created: "The studio is there; its admin is invited by e-mail.",
  state: "State",
  suspended: "suspended",
  users: "Users",
  uploads: "Uploads",
  minutes: "Minutes",
  language: "Language",
  colour: "Colour",
  colourWhy: "Of the studio's mails; empty for the standard one",
  suspend: "Suspend",
  suspendTitle: "Suspend {{name}}?",
  suspendWhy: "Nobody of the studio gets in. Nothing is lost.",
  adminName: "Name of the first admin",
  adminEmail: "E-mail of the first admin",
  invited: "The admin is invited by e-mail.",
} as const;

export default words;

declare module "i18next" {
  interface ResourceNamespaceMap {
    studios: typeof words;
  }
}
