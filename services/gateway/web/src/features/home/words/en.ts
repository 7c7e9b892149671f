const words = {
  hello: "Hello, {{name}}",
  news_one: "{{count}} new notification",
  news_other: "{{count}} new notifications",
  running: "Under way",
  latest: "Latest results",
  all: "All analyses",
  quota: "Left of your quota",
  uploads: "Uploads in 30 days",
  minutes: "Minutes in 30 days",
  studioUploads: "Uploads of the studio",
  studioMinutes: "Minutes of the studio",
  left: "{{left}} of {{most}} left",
  ofForty: "{{total}} / 40",
  noTotal: "not all could be scored",
  fresh: "New analysis",
  firstCouple: "Register your first couple",
  firstCoupleNext: "Once a couple is there you can upload a recording of it, and invite its dancers and trainers.",
  register: "Register couple",
  noCouple: "No couple has been given to you yet",
  noCoupleNext: "Ask an admin of your studio to assign you to your couple.",
  firstUpload: "Upload the first recording",
  firstUploadNext: "A minute of one dance is enough. Scores, annotated video and report are ready some minutes later.",
  nothingDone: "No result yet",
  nothingDoneNext: "Results appear here as soon as the first analysis is finished.",
} as const;

export default words;

declare module "i18next" {
  interface ResourceNamespaceMap {
    home: typeof words;
  }
}
