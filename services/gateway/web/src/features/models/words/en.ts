const words = {
  title: "Pose models",
  context:
    "Networks that find dancers and their joints. A studio chooses one under Setup, or uses the default of the installation.",
  search: "Search by name or network",
  none: "There are no models.",
  register: "Register a model",
  runsOn: "Runs on",
  finds: "Finds",
  input: "Input",
  size: "{{width}} × {{height}}",
  detector: "People found by",
  detectorWhy: "A detector, or a network that finds everybody: then this one adds feet, face and hands to its bodies",
  quality: "Measured",
  measured_one: "OKS {{oks}}, phantoms {{phantoms}} ({{count}} frame)",
  measured_other: "OKS {{oks}}, phantoms {{phantoms}} ({{count}} frames)",
  state: "State",
  is: {
    ready: "ready",
    missing: "file is missing",
    noServer: "no Triton server",
    inactive: "not active",
  },
  default: "default",
  own: "added",
  nameWhy: "Lower-case letters, digits, dots and hyphens",
  adapter: "Network",
  width: "Input width, pixels",
  height: "Input height, pixels",
  file: "File in the models folder",
  served: "Name of the served model",
  fixed: "Comes with the product. Register a model of your own for another file.",
  version: "Version",
  versionOf: "version {{version}}",
  versionWhy: "A number, or nothing for the newest",
  newest: "the newest",
  licence: "Licence of the weights",
  makeDefault: "Default on {{backend}}",
  defaultWhy: "Make another model the default to change this.",
  use: "In use",
  useWhy: "Off: new analyses cannot choose it. Running ones go on.",
  backend: {
    litert: "LiteRT",
    onnxruntime: "ONNX Runtime",
    triton: "Triton",
  },
  keypoints: {
    coco_17: "17 joints of the body",
    halpe_26: "26 joints, with feet",
    blazepose_33: "33 joints, with feet",
    wholebody_133: "133 joints, with face and hands",
    boxes: "people (boxes)",
  },
  adapters: {
    rtmpose: "RTMPose, RTMW, DWPose",
    rtmo: "RTMO",
    yolo_pose: "YOLO pose",
    heatmap: "Heat maps (AlphaPose)",
    movenet_single: "MoveNet for one person",
    movenet_multipose: "MoveNet MultiPose",
    movenet_maps: "MoveNet MultiPose, read from its maps",
    blazepose: "BlazePose landmarks",
    rtmdet: "RTMDet (detector)",
    yolox: "YOLOX (detector)",
    blazepose_detector: "BlazePose (detector)",
  },
} as const;

export default words;

declare module "i18next" {
  interface ResourceNamespaceMap {
    models: typeof words;
  }
}
