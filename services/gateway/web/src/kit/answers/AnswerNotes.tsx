/** What must be known of an answer of the AI: that it is being written, why there is none, that it says too much. */
import { Loader, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ChatMessage } from "@/api/client";

const REASONS = ["over_budget", "key_refused", "refused", "cut_off", "no_model"] as const;
const reasonOf = (code: string) => REASONS.find((one) => one === code) ?? "other";

export function AnswerNotes({ of: { state, code, unfounded } }: { of: Partial<ChatMessage> }) {
  const { t } = useTranslation("coaching");
  return (
    <>
      {(state === "writing" || state === "stopping") && <Loader type="dots" size="sm" aria-label={t("writing")} />}
      {state === "stopped" && <Note>{t("stopped")}</Note>}
      {state === "failed" && <Note>{t(`failed.${reasonOf(code ?? "")}`)}</Note>}
      {unfounded && <Note>{t("unfounded")}</Note>}
    </>
  );
}

function Note({ children }: { children: string }) {
  return (
    <Text size="xs" c="dimmed" mt={4}>
      {children}
    </Text>
  );
}
