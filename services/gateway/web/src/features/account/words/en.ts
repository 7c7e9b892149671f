const words = {
  signIn: {
    title: {
      password: "Sign in",
      code: "Second factor",
      forgotten: "New password",
    },
    email: "E-mail",
    password: "Password",
    code: "Code",
    codeWhy: "Six digits from your authenticator app, or one of your recovery codes",
    forgot: "Forgot your password?",
    forgottenWhy: "We send a link to choose a new password to your e-mail address.",
    sent: "If there is an account with this address, a mail with a link is on its way. Look into the spam folder, too.",
    back: "Back to sign-in",
    or: "or",
    social: "Continue with {{provider}}",
    go: {
      password: "Sign in",
      code: "Continue",
      forgotten: "Send the link",
    },
  },
  again: {
    title: "Sign in to go on",
    why: "You have been signed out. What you have typed is kept.",
    other: "I am not {{name}}",
  },
  refused: {
    social_no_such_account: "There is no account with your e-mail address. Ask an admin of your studio to invite you.",
    social_e_mail_not_verified: "Your provider does not vouch for your e-mail address. Sign in with your password.",
    social_unknown_flow: "This sign-in has expired. Please start again.",
    account_not_active: "This account is not active. Ask an admin of your studio.",
    other: "Signing in did not work. Please try again, or use your password.",
  },
  setPassword: {
    title: "Choose a password",
    rule_one: "At least {{count}} character.",
    rule_other: "At least {{count}} characters.",
    hint: "Several words in a row are easy to remember.",
    noToken: "This address is not complete. Open the link from your mail once more.",
    again: "Once more",
    go: "Save the password",
    done: "Your password is set.",
  },
  password: {
    title: "Password",
    why: "A new password signs you out everywhere else.",
    current: "Current password",
    fresh: "New password",
    change: "Change the password",
    changed: "Changed. Other browsers are signed out.",
  },
  profile: {
    trainers: "My trainers: {{names}}",
    language: "Language",
    languageWhy: "Of the app, your reports and our mail",
    mail: "Mail me when an analysis is done or a question is answered",
  },
  sessions: {
    title: "Where you are signed in",
    from: "From",
    since: "Since",
    here: "this browser",
    end: "Sign out",
    none: "Nowhere",
  },
  totp: {
    title: "Second factor",
    enrol: "Set up the second factor",
    why: "A code from an authenticator app on your phone, asked for beside the password. Who steals the password is not in.",
    required: "Your studio asks everybody for a second factor. Set it up to go on.",
    begin: "Set up",
    scan: "1. Scan this with an authenticator app (Google Authenticator, Aegis, 1Password ...):",
    picture: "QR code for the authenticator app",
    typed: "or type this secret into it:",
    code: "2. The code it shows",
    confirm: "Switch on",
    codesTitle: "On. Keep these recovery codes",
    codesWhy:
      "Each opens your account once when the phone is lost. They are not shown again: print them or put them into a password safe.",
    kept: "I have kept them",
    on_one: "On. {{count}} recovery code is left.",
    on_other: "On. {{count}} recovery codes are left.",
    off: "Switch off",
  },
} as const;

export default words;

declare module "i18next" {
  interface ResourceNamespaceMap {
    account: typeof words;
  }
}
