/** Who is signed in, and their account. */
import { hashKey, mutationOptions, type QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
import { api, body, type Language, type Permission, Refused, type SessionOwner } from "@/api/client";
import { endless } from "@/api/patience";
import { session, tellTabs } from "@/api/session";

const ALL = ["account"] as const;
const OWNER = [...ALL, "owner"] as const;

/** Who is signed in. Nobody: 401, or the code is missing; where somebody was a moment ago, the session is over. */
async function readOwner(before: SessionOwner | undefined): Promise<SessionOwner> {
  const { owner, code_needed } = body(await api.GET("/v1/account/session"));
  // Signed in by another tab: what one has typed and seen is not the other's.
  if (owner && before && owner.actor.user_id !== before.actor.user_id) window.location.assign("/");
  if (owner) return owner;
  if (before) session.end();
  throw new Refused("", 401, code_needed ? "code_needed" : "not_signed_in");
}

export const account = {
  owner: () =>
    queryOptions({
      queryKey: OWNER,
      queryFn: ({ client }) => readOwner(client.getQueryData<SessionOwner>(OWNER)),
      ...endless,
    }),
  profile: () =>
    queryOptions({ queryKey: [...ALL, "profile"], queryFn: async () => body(await api.GET("/v1/account/profile")) }),
  sessions: () =>
    queryOptions({
      queryKey: [...ALL, "sessions"],
      queryFn: async () => body(await api.GET("/v1/account/sessions")).sessions,
    }),
  providers: () =>
    queryOptions({
      queryKey: [...ALL, "providers"],
      queryFn: async () => body(await api.GET("/v1/account/social")).providers,
    }),
};

/** Somebody has come, or gone: the page is left, nothing of what was known before is kept, and all is asked anew. */
export async function startOver(client: QueryClient) {
  tellTabs();
  session.settle(false);
  client.removeQueries({ predicate: (query) => query.queryHash !== hashKey(OWNER) });
  await client.resetQueries({ queryKey: OWNER, exact: true });
}

/** Looks whether somebody has signed in again, here or in another tab; then all goes on where it was. */
export async function comeBack(client: QueryClient) {
  await client.refetchQueries({ queryKey: OWNER, exact: true });
  if (client.getQueryState(OWNER)?.status !== "success") return;
  session.settle(true);
  await client.refetchQueries({ predicate: ({ state }) => state.status === "error" });
}

const again = (client: QueryClient) => client.invalidateQueries({ queryKey: ALL });

export const signIn = mutationOptions({
  mutationFn: async (told: { email: string; password: string }) =>
    body(await api.POST("/v1/account/sign-in", { body: told })),
});
export const giveCode = mutationOptions({
  mutationFn: (code: string) => api.POST("/v1/account/sign-in/code", { body: { code: code.trim() } }),
});
export const forgotPassword = mutationOptions({
  mutationFn: (email: string) => api.POST("/v1/account/password/forgotten", { body: { email } }),
});
export const setPassword = mutationOptions({
  mutationFn: (told: { token: string; password: string }) => api.POST("/v1/account/password/set", { body: told }),
});
export const signOut = mutationOptions({
  mutationFn: () =>
    api.POST("/v1/account/sign-out").catch((error: unknown) => {
      // Out already: so it shall be.
      if (!(error instanceof Refused) || error.status !== 401) throw error;
    }),
  onSuccess: (_answer, _nothing, _before, { client }) => startOver(client),
});
export const changeProfile = mutationOptions({
  mutationFn: (told: { name: string; language: Language; mail_notifications: boolean }) =>
    api.PATCH("/v1/account/profile", { body: told }),
  onSuccess: (_answer, _told, _before, { client }) => again(client),
});
export const changePassword = mutationOptions({
  mutationFn: (told: { current: string; password: string }) => api.POST("/v1/account/password", { body: told }),
  onSuccess: (_answer, _told, _before, { client }) => again(client),
});
export const endSession = mutationOptions({
  mutationFn: (id: string) => api.DELETE("/v1/account/sessions/{session_id}", { params: { path: { session_id: id } } }),
  onSuccess: (_answer, _id, _before, { client }) => again(client),
});
export const beginTotp = mutationOptions({ mutationFn: async () => body(await api.POST("/v1/account/totp")) });
export const confirmTotp = mutationOptions({
  mutationFn: async (code: string) => body(await api.POST("/v1/account/totp/confirm", { body: { code: code.trim() } })),
  // Not the owner: the page would leave the recovery codes, which are shown once.
  onSuccess: (_codes, _code, _before, { client }) => client.invalidateQueries({ queryKey: account.profile().queryKey }),
});
export const disableTotp = mutationOptions({
  mutationFn: (password: string) => api.POST("/v1/account/totp/disable", { body: { password } }),
  onSuccess: (_answer, _password, _before, { client }) => again(client),
});

/** Whether the signed-in person may do something. */
export function useMay(): (permission: Permission) => boolean {
  const owner = useQuery(account.owner());
  return (permission) => owner.data?.permissions?.includes(permission) ?? false;
}
