/** What is on its way, wherever people are: uploads with their progress, running jobs, results to be opened. */
import { ActionIcon, Card, Group, Stack, Text, Title, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconCloudUpload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { analyses } from "@/features/analyses/queries";
import { useFormats } from "@/words/format";
import { type Draft, sends, shareSent, videosOf } from "../drafts/draft";
import { readDrafts, useDrafts } from "../drafts/store";
import { goOn } from "../flow/advance";
import { DraftEntry } from "./DraftEntry";
import { JobEntry } from "./JobEntry";
import classes from "./Tray.module.css";

const shown = (draft: Draft) => draft.analysis !== null || videosOf(draft).length > 0;

export function Tray({ owner, seesJobs }: { owner: string; seesJobs: boolean }) {
  const { t } = useTranslation("upload");
  const [open, setOpen] = useState(false);
  useEffect(() => {
    void readDrafts().then(() => goOn(owner));
  }, [owner]);
  const drafts = (useDrafts(owner) ?? []).filter(shown);
  const running = useQuery({ ...analyses.work(), enabled: seesJobs }).data?.jobs ?? [];
  const jobs = running.filter(({ id }) => !drafts.some(({ analysis }) => analysis === id));
  if (drafts.length + jobs.length === 0) return null;
  const sum = <Summary drafts={drafts} running={running.length} />;
  if (!open)
    return (
      <UnstyledButton className={classes.pill} onClick={() => setOpen(true)} aria-expanded={false}>
        {sum}
      </UnstyledButton>
    );
  return (
    <Card component="section" className={classes.tray} aria-label={t("tray.title")} padding="md" shadow="md">
      <Group justify="space-between" mb="sm">
        <Title order={2}>{t("tray.title")}</Title>
        <ActionIcon aria-label={t("tray.close")} onClick={() => setOpen(false)}>
          <IconChevronDown size={18} aria-hidden />
        </ActionIcon>
      </Group>
      <Stack gap="md" className={classes.entries}>
        {drafts.map((draft) => (
          <DraftEntry key={draft.id} draft={draft} />
        ))}
        {jobs.map((job) => (
          <JobEntry key={job.id} job={job} />
        ))}
      </Stack>
    </Card>
  );
}

/** One line for all of it, told by its most urgent part. */
function Summary({ drafts, running }: { drafts: Draft[]; running: number }) {
  const { t } = useTranslation("upload");
  const { percent } = useFormats();
  const sending = drafts.filter(sends);
  const lost = drafts.filter((draft) => videosOf(draft).some(({ state }) => state === "lost" || state === "refused"));
  const done = drafts.filter(({ analysis }) => analysis !== null).length;
  const words = () => {
    if (lost.length > 0) return t("tray.needsYou", { count: lost.length });
    if (sending.length > 0) {
      const share = sending.reduce((sum, draft) => sum + shareSent(draft), 0) / sending.length;
      return t("tray.sending", { count: sending.length, share: percent(share) });
    }
    if (running > 0) return t("tray.running", { count: running });
    return done > 0 ? t("tray.results", { count: done }) : t("tray.waiting", { count: drafts.length });
  };
  return (
    <Group gap="xs" wrap="nowrap">
      <IconCloudUpload size={20} aria-hidden />
      <Text size="sm" fw={600}>
        {words()}
      </Text>
    </Group>
  );
}
