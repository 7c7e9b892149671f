/** What went wrong with a draft, kept as code and sentence, in the reader's language. */
import { useTranslation } from "react-i18next";
import { Refused } from "@/api/client";
import { useSentence } from "@/words/sentence";

export function useProblem() {
  const { t, i18n } = useTranslation("upload");
  const sentence = useSentence();
  return ({ code, message }: { code: string; message: string }): string => {
    const own = `upload:problem.${code}`;
    if ((i18n.language !== "en" || !message) && i18n.exists(own))
      return t(`problem.${code}` as "problem.upload_cancelled");
    return sentence(new Refused(message, 400, code));
  };
}
