/** What went wrong with a draft, kept as code and sentence, in the reader's language. */
import { useTold } from "@/words/sentence";
import type { Problem } from "./drafts/draft";

export function useProblem() {
  const told = useTold();
  return ({ code, message, details }: Problem) => told(code, message, details);
}
