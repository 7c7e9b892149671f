const words = {
  context: "Upload a recording of one dance. It is checked, measured and scored.",
  couple: "Couple",
  noCouple: "No couple is called that.",
  dance: "Dance",
  language: "Report language",
  cameraA: "Video, camera A",
  cameraB: "Video, camera B",
  cameraBWhy: "Optional: the same dance from another side",
  choose: "Choose a file",
  start: "Upload and analyse",
  sending: "Sending: {{share}}",
  advice: "For good results",
  tip: {
    sharp: "1080p, 50 or 60 frames per second",
    tripod: "Camera on a tripod at chest height, from the front or diagonally",
    whole: "Both dancers in the picture from head to feet, all the time",
    music: "Music audible in the recording",
    phone:
      "On a phone: record with the camera app first, then choose the file here; browsers re-compress live recordings",
  },
  quota: {
    title: "Used in the last 30 days",
    of: "{{name}}: {{used}} of {{most}}",
    uploads: "My uploads",
    minutes: "My minutes",
    studioUploads: "Uploads of the studio",
    studioMinutes: "Minutes of the studio",
  },
} as const;

export default words;

declare module "i18next" {
  interface ResourceNamespaceMap {
    upload: typeof words;
  }
}
