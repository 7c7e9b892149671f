/** One message of a conversation; places in the video that it names are links to them. */
import { Paper, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ChatMessage } from "@/api/client";
import { AnswerNotes } from "@/kit/answers/AnswerNotes";
import { WithPlaces } from "@/kit/answers/WithPlaces";

export function Said({ message, seek }: { message: ChatMessage; seek: (second: number) => void }) {
  const { t } = useTranslation("coaching");
  const own = message.by === "user";
  const busy = message.state === "writing" || message.state === "stopping";
  return (
    <Paper
      p="sm"
      withBorder
      ml={own ? "xl" : 0}
      mr={own ? 0 : "xl"}
      bg={own ? "var(--mantine-color-default-hover)" : undefined}
    >
      <Text size="xs" c="dimmed" fw={600}>
        {own ? t("you") : t("model")}
      </Text>
      <Text size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }} aria-busy={busy}>
        <WithPlaces text={message.text} seek={seek} />
      </Text>
      <AnswerNotes of={message} />
    </Paper>
  );
}
