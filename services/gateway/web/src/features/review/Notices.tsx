/** What must be known before the scores are read: why there are none, how the video is, and who leads. */
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Analysis, Notice, Result } from "@/api/client";
import { useMay } from "@/features/account/queries";
import { rescore } from "@/features/analyses/queries";
import { Problem } from "@/kit/Trouble";
import { useFormats } from "@/words/format";
import { useMusicSentence } from "./music";

/** The one reason why nothing has a score; empty where something has, or where reasons differ. */
export function blockedBy({ components }: Pick<Result, "components">) {
  const [cause, ...others] = new Set(components.map((row) => (row.score == null && row.cause) || ""));
  return cause && others.length === 0 ? cause : "";
}

export function Notices({ analysis, result }: { analysis: Analysis; result: Result }) {
  const { t } = useTranslation("review");
  const blocked = blockedBy(result);
  const several = Object.keys(result.cameras).length > 1;
  const music = useMusicSentence()(result);
  if (!blocked && !music && !result.notices?.length) return null;
  return (
    <Stack gap="sm" mb="md">
      {blocked && !(blocked === "music" && music) && <Alert color="warn">{t(`missing.${blocked}`)}</Alert>}
      {result.notices?.map((notice) => (
        <Alert key={`${notice.code}${notice.camera}`} color="warn">
          <Sentence notice={notice} several={several} />
          {notice.code === "lead_unsure" && <WhoLeads analysis={analysis} camera={notice.camera} />}
        </Alert>
      ))}
      {music && <Alert color="warn">{music}</Alert>}
    </Stack>
  );
}

function Sentence({ notice, several }: { notice: Notice; several: boolean }) {
  const { t } = useTranslation("review");
  const { number, percent } = useFormats();
  const value = notice.code === "shots" ? number(notice.value) : percent(notice.value);
  const said = t(`notice.${notice.code}`, { value });
  return <Text size="sm">{several ? t("notice.camera", { camera: notice.camera, said }) : said}</Text>;
}

/** One click has the dance scored again, with lead and follow as they are told to be. */
function WhoLeads({ analysis, camera }: { analysis: Analysis; camera: Notice["camera"] }) {
  const { t } = useTranslation("review");
  const navigate = useNavigate();
  const may = useMay();
  const again = useMutation(rescore);
  if (!may("analyse")) return null;
  const tell = (swapped: boolean) =>
    again.mutate(
      { id: analysis.id, swapped: { ...analysis.configuration.swapped, [camera]: swapped } },
      { onSuccess: (scored) => void navigate({ to: `/analyses/${scored.id}` }) },
    );
  return (
    <Group gap="sm" mt="sm">
      <Button size="compact-md" onClick={() => tell(true)} loading={again.isPending}>
        {t("notice.swap")}
      </Button>
      <Button size="compact-md" variant="default" onClick={() => tell(false)} disabled={again.isPending}>
        {t("notice.right")}
      </Button>
      <Problem error={again.error} />
    </Group>
  );
}
