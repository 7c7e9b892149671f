/** The other recordings of the same choice: how far each is. */
import { Alert, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type Draft, videosOf } from "../drafts/draft";
import { useDrafts } from "../drafts/store";
import { following } from "../flow/together";
import { SentBar } from "../SentBar";

export function Together({ draft }: { draft: Draft }) {
  const { t } = useTranslation("upload");
  const others = following(useDrafts(draft.owner) ?? [], draft.id);
  if (others.length === 0) return null;
  return (
    <Alert color="accent" role="note" title={t("together.title")}>
      <Stack gap="xs">
        <Text size="sm">{t("together.what")}</Text>
        {others.flatMap((other) =>
          videosOf(other).map((video) => (
            <Group key={other.id} justify="space-between" gap="xs">
              <Text size="sm" fw={600} truncate>
                {video.name}
              </Text>
              <SentBar video={video} />
            </Group>
          )),
        )}
      </Stack>
    </Alert>
  );
}
