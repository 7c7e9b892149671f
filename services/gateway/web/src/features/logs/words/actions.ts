/** What services write into the audit log; a test of theirs holds this to be all. */
export const ACTIONS = [
  "couple.add",
  "couple.assign",
  "couple.consent",
  "couple.edit",
  "key.create",
  "key.revoke",
  "pose_model.edit",
  "pose_model.register",
  "setup.change",
  "setup.social",
  "studio.create",
  "studio.edit",
  "user.edit",
  "user.invite",
  "user.password_reset",
  "user.totp_reset",
] as const;
