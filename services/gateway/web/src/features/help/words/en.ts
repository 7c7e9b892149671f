const words = {
  context: "How to record, what the numbers mean, and how the work goes.",
  search: "Search the help",
  nothing: "Nothing is said about that. Try another word.",
  title: {
    recording: "Recording guide",
    work: "How the work goes",
    scores: "What the scores mean",
    measured: "What is measured",
    keys: "Keyboard",
    datasets: "Correcting frames",
    studio: "For studios",
    trouble: "When something goes wrong",
  },
  why: "A good recording takes a minute to set up and decides how much can be measured.",
  picture: {
    good: "Right: both in full, upright, well lit",
    far: "Too far: too small to see feet and hands",
    cut: "Cut off: no feet, no footwork",
    dark: "Too dark: the joints are guesses",
    tilted: "Tilted: every line leans",
    crowd: "Others in the picture: crop to your couple",
    joints: "Right: both in full; hidden joints are hollow",
    phantom: "A phantom: an arm that nobody has",
    "wrong-dancer": "Her leg on him: drag it back",
    "other-head": "Two heads, one place: each needs its own",
    "no-arm": "An arm is missing: place it joint by joint",
  },
  right: "Do",
  wrong: "Not so",
  recording: {
    whole: "Both dancers in full, from head to feet, all the time. Leave a little room around them.",
    height:
      "Put the camera at chest height on something that stands still: a tripod, a shelf, a chair. Do not pan or zoom.",
    place:
      "Film from the long side at an angle of about 45 degrees, six to ten metres away. A second camera at the other corner sees what the first cannot.",
    quality: "1080p with 50 or 60 frames per second is best; 720p with 30 is enough. Hold a phone sideways.",
    light: "Light from the front or above. No window or spotlight behind the couple.",
    sound: "Record the music, too: timing is measured against its beats. Turn music on before you start.",
    length: "One dance, one and a half to two minutes, at most 15 minutes and 4 GB. Cut off what is not dancing.",
    clothes: "Clothes that are not the colour of the floor or the wall. Tight ones show more than wide ones.",
  },
  work: {
    upload:
      "Choose “New analysis”, pick your video, the couple and the dance. The quality is checked as soon as the file is chosen.",
    crop: "If others are in the picture, crop to your couple.",
    wait: "The analysis runs by itself. You may leave the page or switch off the phone; a mail tells when it is done.",
    review:
      "Open the result: the video with the skeletons, the scores, and what to work on first. Every number leads to its moments in the video.",
    exclude: "Something went wrong in the hall? Exclude that part and score again: nothing has to be uploaded anew.",
    compare: "Dance again in some weeks and compare: only the same dance filmed in the same way is a fair comparison.",
  },
  scores: {
    scale: "Scores go from 0 to 10, as in judging: 6 is above average, 8 very good, 10 outstanding.",
    interval:
      "Each score has an interval. The true one probably lies in it; two scores whose intervals overlap are not surely different.",
    coverage: "Coverage tells how much of the dance could be seen. What was hidden is not guessed.",
    none: "Where too little was seen, there is no score, and a reason. That is no bad mark.",
    four: "Four components as judges use them: technique, movement to music, partnering, choreography. Below them stand sub-criteria and single measurements.",
    first: "“What to work on” names the faults that cost most, with the moments where they are seen best.",
    judges:
      "The numbers are measurements, not a jury's verdict. Judges themselves differ by 0.2 to 0.3 points on the same dance.",
  },
  measuredWhy: "All that is measured, by component. A measurement that does not fit a dance is left out there.",
  keys: {
    play: "Play and stop",
    frame: "One frame back or on",
    second: "One second back or on",
    speed: "Slower, stop, faster",
    loop: "Begin and end of a part",
    search: "Next field or button",
    close: "Close a window",
  },
  keyOf: {
    space: "Space",
    arrows: "← →",
    shiftArrows: "Shift + ← →",
    tab: "Tab",
    escape: "Esc",
  },
  datasets: {
    flow: "“Datasets”: choose finished analyses, and frames are taken out of their videos with the joints that the network has found. Correct the wrong ones, confirm the right ones, export: the network can then learn from them.",
    training:
      "“Training runs”: choose datasets of several couples, and a network goes on learning from them. It is judged on couples that it has never seen; try it on a recording, and see both runs side by side, before it comes into use.",
    first:
      "Work through “Worst first”: what the network was not sure of, what jumps, what has an odd length. An hour there is worth a day in order of time.",
    phantom:
      "Where hands join, look for arms that nobody has: both wrists of the lead and of the follow must be there, each at its own hand.",
    swapped:
      "A wrist, an elbow or a knee on the wrong dancer: drag it over, or swap the dancers when all of it is the wrong way round.",
    sides:
      "Left is the dancer's own left, also when you see the back. Turned dancers are often the wrong way round: one key swaps the sides.",
    head: "In the tango hold two heads are close: the nose and ears of each must lie on the own head.",
    hidden:
      "Behind the partner or a skirt a joint is still there: put it where it must be and say “hidden”. Only what is outside the picture is left out.",
    lost: "One dancer was not found, or none: make one from the other, or place the joints one after the other; the next one is chosen by itself.",
    unusable:
      "Blurred, cut off, somebody else in front: say that the frame is unusable, and why. It is left out of all files.",
    ghost:
      "Faint dashed joints were hardly found: click one that is there, drag one that is elsewhere. D goes through all that the network was not sure of.",
    together:
      "Several people can work on one dataset. Grid and editor show at once who has a frame open, and it is yours as soon as it is free; nothing that somebody has saved is written over without asking.",
    fingers: "By finger: drag a joint, part two fingers to come nearer, move both to take the picture along.",
    keys: "Grid: arrows go, C confirms, U throws out, Z takes back. In the editor the question mark shows all keys: it can be worked without a mouse.",
  },
  studio: {
    invite: "Admins invite people under “Users”; each gets a mail with a link to choose a password.",
    couples:
      "Register couples under “Couples” and say who trains them. Trainers and dancers see their own couples only.",
    quota: "Quotas limit uploads and minutes in 30 days, per user and for the studio. A rejected video costs nothing.",
    factor:
      "A second factor protects an account beside the password. Whoever asks it of the whole studio sets up their own first.",
    logs: "“Logs” shows who signed in and who changed what; filter it and download the same as CSV.",
  },
  trouble: {
    offline: "No connection: nothing is lost. The page says so and goes on by itself when the line is back.",
    rejected:
      "A video is rejected: the reason stands beside it, with what to do. Choose another file for the same session.",
    couple: "The couple was not found: crop to it, or film from nearer, with nobody in between.",
    lead: "Lead and follow are swapped: say so above the scores; one click puts it right.",
    music: "Wrong or no music: tap the beats while the video plays, or choose another dance, and score again.",
  },
} as const;

export default words;

declare module "i18next" {
  interface ResourceNamespaceMap {
    help: typeof words;
  }
}
