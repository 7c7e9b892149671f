/**
 * Why something could not be measured, in the reader's language. Results keep these as English sentences and no code;
 * one that is not known here is shown as it was kept.
 */
import { useTranslation } from "react-i18next";

const KNOWN = {
  "The dancers could not be seen well enough.": "unseen",
  "Without audible music there are no bars to measure in.": "noBars",
  "No music could be heard, so timing cannot be assessed.": "noMusic",
  "Too few steps could be seen.": "fewSteps",
  "Too few steps could be seen; feet must be in the picture and not hidden.": "hiddenFeet",
  "The feet were not seen clearly enough to tell how even the steps are.": "unsureSteps",
  "Both dancers must be seen at the same time for three seconds.": "tooShort",
  "Too few beats of the music count to tell a drift.": "fewBeats",
  "Heels and toes need at least 50 pictures a second.": "slowCamera",
  "This pose model does not see heels and toes.": "noFeet",
  "The two move too differently to say who follows.": "noFollowing",
  "Hands are not tracked.": "noHands",
  "Faces are not tracked.": "noFaces",
} as const;

export function useReason(): (sentence: string) => string {
  const { t } = useTranslation("review");
  return (sentence) => {
    const name = KNOWN[sentence as keyof typeof KNOWN];
    return name ? t(`unmeasured.${name}`) : sentence;
  };
}
