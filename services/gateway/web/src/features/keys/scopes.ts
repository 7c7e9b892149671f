/** What a key may do, and the words for it. */
import type { Scope } from "@/api/client";

const WORDS = {
  "couples:read": "scope.couples_read",
  "analyses:read": "scope.analyses_read",
  "files:read": "scope.files_read",
  "uploads:write": "scope.uploads_write",
} as const satisfies Record<Scope, string>;

export const SCOPES = Object.keys(WORDS) as Scope[];

export const wordOf = (scope: Scope) => WORDS[scope];
