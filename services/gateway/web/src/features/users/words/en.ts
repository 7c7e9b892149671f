const words = {
  title: "Users",
  context: "Everybody of {{studio}}.",
  invite: "Invite",
  inviteTitle: "Invite a user",
  invited: "The invitation is on its way.",
  search: "Search by name or e-mail",
  none: "Nobody is here yet.",
  email: "E-mail",
  role: "Role",
  state: "State",
  language: "Language",
  totp: "Second factor",
  on: "on",
  off: "off",
  uploads: "Uploads in 30 days",
  minutes: "Minutes in 30 days",
  usedOf: "{{used}} of {{most}}",
  mostUploads: "Uploads in 30 days, at most",
  mostMinutes: "Minutes in 30 days, at most",
  mails: "Mail about finished analyses",
  untouchable: "Only a platform admin changes a platform admin.",
  trains: "Trains these couples",
  leads: "Leads in",
  follows: "Follows in",
  dancesWhy: "Sees the results of these couples. Couples are registered under Couples.",
  notBoth: "Nobody leads and follows in the same couple.",
  mayIn: "May sign in",
  mayInWhy: "Off: signed out at once, everywhere. Nothing is lost.",
  resetPassword: "Send a link for a new password",
  inviteAgain: "Send the invitation again",
  resetTotp: "Reset the second factor",
  resetTotpWhy: "{{name}} is signed out and gets in with the password alone, until a new second factor is set up.",
  totpGone: "The second factor is off; the user is signed out.",
  sent: "The mail is on its way.",
} as const;

export default words;

declare module "i18next" {
  interface ResourceNamespaceMap {
    users: typeof words;
  }
}
