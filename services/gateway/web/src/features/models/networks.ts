/** What a new network needs to be told, from what the registry says of its kind. */
import type { NewPoseModel, PoseAdapter, PoseModel } from "@/api/client";

type Backend = NewPoseModel["backend"];

export const BACKENDS: readonly Backend[] = ["onnxruntime", "litert", "triton"];

/** What another model must find for it; nothing where it finds people itself. */
export const neededBy = (told: NewPoseModel, adapters: PoseAdapter[]) =>
  adapters.find((one) => one.name === told.adapter)?.keypoints.find((one) => one.name === told.keypoints)?.needs ?? [];

/** Models that can find people for such a network, where it runs. */
export const findersFor = (told: NewPoseModel, models: PoseModel[], adapters: PoseAdapter[]) => {
  const needed = neededBy(told, adapters);
  return models.filter((one) => one.needs.length === 0 && one.backend === told.backend && needed.includes(one.finds));
};
