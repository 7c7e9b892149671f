/** The pose models of this installation. */
import { mutationOptions, queryOptions } from "@tanstack/react-query";
import { api, body, type NewPoseModel } from "@/api/client";

const ALL = ["models"] as const;

export const models = {
  /** The models, and the kinds of networks there can be */
  list: () => queryOptions({ queryKey: [...ALL, "list"], queryFn: async () => body(await api.GET("/v1/pose-models")) }),
};

export const registerModel = mutationOptions({
  mutationFn: (told: NewPoseModel) => api.POST("/v1/pose-models", { body: told }),
  onSuccess: (_model, _told, _before, { client }) => client.invalidateQueries({ queryKey: ALL }),
});

export interface ModelChange {
  name: string;
  active: boolean;
  default?: boolean;
  source?: string;
  version?: string;
  licence?: string;
}

export const editModel = mutationOptions({
  mutationFn: (told: ModelChange) => api.PATCH("/v1/pose-models", { body: told }),
  onSuccess: (_model, _told, _before, { client }) => client.invalidateQueries({ queryKey: ALL }),
});
