const words = {
  context: "Who has signed in, and who has changed what.",
  logins: "Sign-ins",
  changes: "Changes",
  searchLogins: "Search e-mail, address, browser",
  searchChanges: "Search who, what, details",
  result: {
    ok: "signed in",
    refused: "refused",
  },
  methodOf: {
    password: "password",
    code: "code",
    recovery: "recovery code",
    google: "Google",
    microsoft: "Microsoft",
    facebook: "Facebook",
    link: "link from a mail",
  },
  reasonOf: {
    wrong_password: "wrong password",
    no_such_account: "no such account",
    too_many_attempts: "too many attempts",
    account_not_active: "account not active",
    studio_suspended: "studio suspended",
    wrong_or_used_code: "wrong or used code",
    unknown_flow: "sign-in expired",
    wrong_state: "not started here",
    token_not_accepted: "not confirmed by the provider",
    e_mail_not_verified: "e-mail not verified",
  },
  actOf: {
    analysis_delete: "Analysis deleted",
    couple_add: "Couple registered",
    couple_assign: "Trainer assigned",
    couple_consent: "Consent changed",
    couple_dancer: "Account given to a couple",
    couple_edit: "Couple edited",
    key_create: "Key made",
    key_revoke: "Key revoked",
    pose_model_edit: "Model edited",
    pose_model_register: "Model registered",
    setup_change: "Setup changed",
    setup_social: "Social login set up",
    spend_budget_set: "Budget for AI set",
    studio_create: "Studio created",
    studio_edit: "Studio edited",
    user_edit: "User edited",
    user_invite: "User invited",
    user_password_reset: "Password link sent",
    user_totp_reset: "Second factor reset",
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
