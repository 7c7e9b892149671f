const words = {
  title: "API keys",
  context: "Keys let other programs read results or upload recordings.",
  search: "Search by name or partner",
  nameWhy: "What it is for",
  partner: "Partner",
  partnerWhy: "Sees only couples that have consented to it; empty: all of the studio",
  expires: "Expires",
  expiresWhy: "Empty: it holds until it is revoked",
  scopes: "May",
  scope: {
    couples_read: "read couples",
    analyses_read: "read analyses",
    files_read: "download files",
    uploads_write: "upload and analyse",
  },
  make: "Make a key",
  once: "Copy the key now: it is not shown again",
  copy: "Copy",
  copied: "Copied",
  none: "There are no keys yet",
  noneNext: "Make one for a program of yours, or for a federation that couples have consented to.",
  used: "Last used",
  never: "never",
  revoke: "Revoke",
  revokeTitle: "Revoke the key {{name}}?",
  revokeWhy: "Programs that use it are refused from now on. A revoked key cannot be brought back.",
  revoked: "revoked",
} as const;

export default words;

declare module "i18next" {
  interface ResourceNamespaceMap {
    keys: typeof words;
  }
}
