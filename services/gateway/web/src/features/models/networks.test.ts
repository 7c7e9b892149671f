import { expect, it } from "vitest";
import type { NewPoseModel, PoseAdapter, PoseModel } from "@/api/client";
import { findersFor, neededBy } from "./networks";

const ADAPTERS: PoseAdapter[] = [
  { name: "rtmdet", looks_at: "picture", finds: "boxes", keypoints: [{ name: "boxes", needs: [] }] },
  {
    name: "rtmpose",
    looks_at: "person",
    finds: "joints",
    keypoints: [
      { name: "coco_17", needs: ["boxes"] },
      { name: "wholebody_133", needs: ["boxes", "joints"] },
    ],
  },
];
const model = (name: string, finds: string, backend: string, needs: string[] = []) =>
  ({ name, finds, backend, needs }) as PoseModel;
const MODELS = [
  model("detector", "boxes", "onnxruntime"),
  model("everybody", "joints", "onnxruntime"),
  model("one", "joints", "onnxruntime", ["boxes"]),
  model("elsewhere", "boxes", "triton"),
];
const wanted = (adapter: string, keypoints: string) => ({ backend: "onnxruntime", adapter, keypoints }) as NewPoseModel;

it("offers a network for bodies the detectors beside it", () => {
  expect(findersFor(wanted("rtmpose", "coco_17"), MODELS, ADAPTERS).map((one) => one.name)).toEqual(["detector"]);
});

it("offers one that adds feet, face or hands the networks that find everybody, too", () => {
  const found = findersFor(wanted("rtmpose", "wholebody_133"), MODELS, ADAPTERS);
  expect(found.map((one) => one.name)).toEqual(["detector", "everybody"]);
});

it("asks for nobody where a network finds people itself, or is not known", () => {
  expect(neededBy(wanted("rtmdet", "boxes"), ADAPTERS)).toEqual([]);
  expect(findersFor(wanted("newer", "boxes"), MODELS, ADAPTERS)).toEqual([]);
});
