/** What went wrong with a draft, kept as code and sentence, in the reader's language. */
import { useTold } from "@/words/sentence";

export function useProblem() {
  const told = useTold();
  return ({ code, message }: { code: string; message: string }) => told(code, message);
}
