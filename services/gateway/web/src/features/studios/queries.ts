/** All studios of the platform. */
import { mutationOptions, queryOptions } from "@tanstack/react-query";
import { api, body, everything, type Language } from "@/api/client";

const ALL = ["studios"] as const;

export const studios = {
  list: () =>
    queryOptions({
      queryKey: [...ALL, "list"],
      queryFn: () =>
        everything(
          async (cursor) => body(await api.GET("/v1/studios", { params: { query: { cursor } } })),
          (page) => page.studios,
        ),
    }),
};

export interface Limits {
  users: number | null;
  uploads: number | null;
  minutes: number | null;
}

export const createStudio = mutationOptions({
  mutationFn: (told: { name: string; admin_email: string; admin_name: string; language: Language; limits: Limits }) =>
    api.POST("/v1/studios", { body: told }),
  onSuccess: (_studio, _told, _before, { client }) => client.invalidateQueries({ queryKey: ALL }),
});
export const editStudio = mutationOptions({
  mutationFn: (told: { id: string; name: string; suspended: boolean; limits: Limits; accent_colour: string }) => {
    const { id, ...changed } = told;
    return api.PATCH("/v1/studios/{studio_id}", { params: { path: { studio_id: id } }, body: changed });
  },
  onSuccess: (_studio, _told, _before, { client }) => client.invalidateQueries({ queryKey: ALL }),
});
