/** The studio's users. */
import { mutationOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import { api, body, everything, type Language, type PersonRole } from "@/api/client";

const ALL = ["users"] as const;

export const users = {
  list: () =>
    queryOptions({
      queryKey: [...ALL, "list"],
      queryFn: () =>
        everything(
          async (cursor) => body(await api.GET("/v1/users", { params: { query: { cursor } } })),
          (page) => page.users,
        ),
    }),
  /** What each has used in 30 days; who has used nothing is not there */
  usage: () =>
    queryOptions({
      queryKey: [...ALL, "usage"],
      queryFn: async () => {
        const rows = await everything(
          async (cursor) => body(await api.GET("/v1/usage/users", { params: { query: { cursor } } })),
          (page) => page.usage,
        );
        return new Map(rows.map((row) => [row.user_id, row]));
      },
    }),
};

const again = (client: QueryClient) => client.invalidateQueries({ queryKey: ALL });
const at = (id: string) => ({ params: { path: { user_id: id } } });

export interface ToldUser {
  name: string;
  role: PersonRole;
  language: Language;
  quota_uploads: number | null;
  quota_minutes: number | null;
}

export const inviteUser = mutationOptions({
  mutationFn: (told: ToldUser & { email: string }) => api.POST("/v1/users", { body: told }),
  onSuccess: (_user, _told, _before, { client }) => again(client),
});
export const editUser = mutationOptions({
  // Nobody changes their own role or shuts themselves out.
  mutationFn: ({
    id,
    own,
    role,
    active,
    ...told
  }: ToldUser & {
    id: string;
    own: boolean;
    active: boolean;
    mail_notifications: boolean;
  }) =>
    api.PATCH("/v1/users/{user_id}", {
      ...at(id),
      body: { ...told, unlimited: true, ...(own ? {} : { role, active }) },
    }),
  onSuccess: (_user, _told, _before, { client }) => again(client),
});
export const resetTotp = mutationOptions({
  mutationFn: (id: string) => api.DELETE("/v1/users/{user_id}/totp", at(id)),
  onSuccess: (_answer, _id, _before, { client }) => again(client),
});
export const sendPasswordReset = mutationOptions({
  mutationFn: (id: string) => api.POST("/v1/users/{user_id}/password-reset", at(id)),
});
