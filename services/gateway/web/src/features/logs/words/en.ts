const words = {
  context: "Who has signed in, and who has changed what.",
  logins: "Sign-ins",
  changes: "Changes",
  searchLogins: "Search by e-mail",
  searchChanges: "Search by action, like user.edit",
  result: {
    ok: "signed in",
    refused: "refused",
  },
  csv: "Download as CSV",
  at: "Time",
  method: "Method",
  outcome: "Outcome",
  from: "From",
  agent: "Browser",
  who: "Who",
  action: "Action",
  what: "What",
  none: "Nothing has been recorded yet.",
} as const;

export default words;

declare module "i18next" {
  interface ResourceNamespaceMap {
    logs: typeof words;
  }
}
