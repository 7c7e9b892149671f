/** What kinds of networks there are, and what each needs to be told. */
import type { NewPoseModel, PoseModel } from "@/api/client";

export type Backend = NewPoseModel["backend"];
export type Adapter = NewPoseModel["adapter"];

export const BACKENDS: readonly Backend[] = ["onnxruntime", "litert", "triton"];
export const ADAPTERS: readonly Adapter[] = [
  "rtmpose",
  "rtmo",
  "yolo_pose",
  "heatmap",
  "movenet_single",
  "movenet_multipose",
  "movenet_maps",
  "blazepose",
  "rtmdet",
  "yolox",
  "blazepose_detector",
];
/** What a network for bodies can find; detectors find `boxes` */
export const KEYPOINTS = ["coco_17", "halpe_26", "blazepose_33", "wholebody_133"] as const;
export const BOXES = "boxes";

const DETECTORS: readonly Adapter[] = ["rtmdet", "yolox", "blazepose_detector"];
const ONE_PERSON: readonly Adapter[] = ["rtmpose", "heatmap", "movenet_single", "blazepose"];

/** It finds people, no joints. */
export const detects = (adapter: Adapter) => DETECTORS.includes(adapter);

/** It looks at one person at a time: somebody else has to find them first. */
export const needsDetector = (adapter: Adapter) => ONE_PERSON.includes(adapter);

/** Models that can find people for such a network: where it runs, and only detectors where it adds nothing to a body. */
export const findersFor = (told: NewPoseModel, models: PoseModel[]) =>
  models.filter(
    (one) =>
      !needsDetector(one.adapter) &&
      one.backend === told.backend &&
      (one.keypoints === BOXES || told.keypoints !== "coco_17"),
  );
