import { expect, it } from "vitest";
import type { NewPoseModel, PoseModel } from "@/api/client";
import { findersFor } from "./networks";

const model = (name: string, adapter: PoseModel["adapter"], keypoints: string, backend: PoseModel["backend"]) =>
  ({ name, adapter, keypoints, backend }) as PoseModel;
const MODELS = [
  model("detector", "rtmdet", "boxes", "onnxruntime"),
  model("everybody", "rtmo", "coco_17", "onnxruntime"),
  model("one", "rtmpose", "coco_17", "onnxruntime"),
  model("elsewhere", "rtmdet", "boxes", "triton"),
];
const wanted = (keypoints: string) => ({ backend: "onnxruntime", keypoints }) as NewPoseModel;

it("offers a network for bodies the detectors beside it", () => {
  expect(findersFor(wanted("coco_17"), MODELS).map((one) => one.name)).toEqual(["detector"]);
});

it("offers one that adds feet, face or hands the networks that find everybody, too", () => {
  expect(findersFor(wanted("wholebody_133"), MODELS).map((one) => one.name)).toEqual(["detector", "everybody"]);
});
