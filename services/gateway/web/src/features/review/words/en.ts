const words = {
  player: "The recording with the couple's skeletons",
  scores: "Scores",
  total: "Total",
  ofForty: "/ 40",
  metrics: "Measurements",
  metric: "Measurement",
  value: "Value",
  points: "Points",
  moments: "Moments",
  moment: "Show {{at}} in the video",
  text: "Evaluation",
  files: "Files",
  stages: "Stages",
  recording: "Recording",
  camera: "Camera {{camera}}",
  notAssessable: "not assessable",
  notScored: "shown only",
  missing: {
    side: "The couple was filmed from the side all the time.",
    still:
      "Nobody moves in this video: it shows a picture, or a couple that stands. Upload a recording in which the couple dances.",
    music: "No music in the tempo of this dance could be heard.",
    excluded: "Too little is left beside the excluded spans. Exclude less, or film for longer.",
    seen: "Too little of it could be seen.",
  },
  interval: "between {{low}} and {{high}} · {{seen}} seen",
  cancel: "Cancel the analysis",
  cancelTitle: "Cancel this analysis?",
  cancelWhy:
    "What has been computed so far is kept, but there will be no scores and no report. Each stage can be run again later.",
  retry: "Retry",
  left: "about {{time}} left",
  view: {
    front: "filmed from the front",
    diagonal: "filmed diagonally",
    side: "filmed from the side",
  },
  stage: {
    check: "Check the recording",
    pose: "Find and follow the couple",
    score: "Measure and score",
    overlay: "Draw the overlay",
    evaluate: "Write the evaluation",
    report: "Write the report",
  },
  file: {
    overlay_mp4: "Video with skeletons",
    debug_mp4: "Debug video",
    report_pdf: "Report (PDF)",
    analysis_json: "Scores (JSON)",
    frames_csv: "Values per frame (CSV)",
    poses_parquet: "Poses (Parquet)",
    lead_trc: "Lead's joints (TRC)",
    follow_trc: "Follow's joints (TRC)",
  },
  quality: {
    resolution: "Resolution",
    frame_rate: "Frame rate",
    steadiness: "Steadiness of the camera",
    sharpness: "Sharpness",
    exposure: "Exposure",
    audio: "Sound",
    shots: "Shots",
    dancers_visible: "Dancers visible",
    full_body: "Head to feet",
    couple_size: "Size of the couple",
    camera_angle: "Camera angle",
  },
  verdict: {
    good: "good",
    warning: "could be better",
    unusable: "unusable",
  },
  notice: {
    camera: "Camera {{camera}}: {{said}}",
    lead_unsure: "We are not sure who leads. Does the blue figure lead?",
    couple_lost:
      "The couple could not be seen for {{value}} of the time. What is said here rests on the remainder alone.",
    shots: "The video is put together of {{value}} shots. Bars in which one ends are not scored.",
    swap: "No, swap lead and follow",
    right: "Yes, that is right",
  },
  warning: {
    wrongTempo: "The music plays {{bars}} bars a minute; officially this dance has {{low}} to {{high}}.",
    wrongDance: "The music sounds like {{dance}}: timing is not assessed. Check which dance was entered.",
  },
  rescore: {
    title: "Score again",
    why: "Leave out spans where the tracking fails or nobody dances. Play to the place, mark its start and its end.",
    start: "Starts here",
    end: "Ends here",
    from: "from {{at}} …",
    remove: "Remove the span from {{at}}",
    tap: "Tap: one",
    tapWhy:
      "Where the beat was not found or is wrong: play the video and press at every first beat of a bar, four times at least.",
    taps: "{{done}} of {{needed}}",
    tapped: "{{beats}} beats a minute",
    forget: "Forget the taps",
    latency: "Confirmed delay of the recording's sound",
    latencyWhy: "Leave empty when unknown: up to 50 ms of lateness are then not held against the couple.",
    go: "Score again",
    runs: "Runs of this recording",
    run: "Run",
    without_zero: "whole recording",
    without_one: "without {{count}} span",
    without_other: "without {{count}} spans",
  },
} as const;

export default words;

declare module "i18next" {
  interface ResourceNamespaceMap {
    review: typeof words;
  }
}
