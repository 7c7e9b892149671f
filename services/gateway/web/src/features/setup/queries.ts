/** What new analyses of the studio start with, and what the platform has set up. */
import { mutationOptions, queryOptions } from "@tanstack/react-query";
import { api, body, type Provider, type StudioSetup } from "@/api/client";

const ALL = ["setup"] as const;
/** One change after the other: an older answer never overwrites a newer one. */
const IN_TURN = { scope: { id: "setup" } };

export const setup = {
  studio: () => queryOptions({ queryKey: [...ALL, "studio"], queryFn: async () => body(await api.GET("/v1/setup")) }),
  platform: () =>
    queryOptions({ queryKey: [...ALL, "platform"], queryFn: async () => body(await api.GET("/v1/platform")) }),
};

export const changeStudio = mutationOptions({
  ...IN_TURN,
  mutationFn: async (changed: Partial<StudioSetup>) => body(await api.PATCH("/v1/setup", { body: changed })),
  onSuccess: (told, _changed, _before, { client }) => client.setQueryData(setup.studio().queryKey, told),
});
export const changePlatform = mutationOptions({
  ...IN_TURN,
  mutationFn: async (changed: { archive_after_hours: number }) =>
    body(await api.PATCH("/v1/platform", { body: changed })),
  onSuccess: (told, _changed, _before, { client }) => client.setQueryData(setup.platform().queryKey, told),
});
export const changeSocial = mutationOptions({
  ...IN_TURN,
  mutationFn: async (told: { provider: Provider; client_id: string; client_secret: string | null }) => {
    const { provider, ...changed } = told;
    return body(await api.PUT("/v1/platform/social/{provider}", { params: { path: { provider } }, body: changed }));
  },
  onSuccess: (told, _changed, _before, { client }) => client.setQueryData(setup.platform().queryKey, told),
});
