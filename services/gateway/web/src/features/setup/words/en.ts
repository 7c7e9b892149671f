const words = {
  context: "Holds for new analyses; running ones keep what they were started with.",
  studio: "This studio",
  poseModel: "Motion-tracking model",
  poseModelWhy: "Finds the dancers and their joints",
  standard: "Default of this installation",
  modelMissing: "{{name}} (file is missing)",
  flag: {
    track_face: "Track faces",
    track_hands: "Track hands",
    debug_overlay: "Debug overlay",
    totp_required: "Second factor for everybody",
  },
  why: {
    track_face: "Adds expression to the report, where the model sees faces.",
    track_hands: "Adds hands to the report, where the model sees them.",
    debug_overlay: "Also makes a video with every detected body and what tracking made of it.",
    totp_required: "Whoever has none yet is asked to set it up at the next call.",
  },
  totpFirst: "Set up your own second factor first:",
  tiers: "Storage",
  archive: "Hours before files move to the archive",
  social: "Sign in with {{provider}}",
  on: "on",
  off: "off: not filled in",
  register: "Register this redirect URI there:",
  clientId: "Client id",
  secret: "Client secret",
  secretKept: "kept; type to replace",
} as const;

export default words;

declare module "i18next" {
  interface ResourceNamespaceMap {
    setup: typeof words;
  }
}
