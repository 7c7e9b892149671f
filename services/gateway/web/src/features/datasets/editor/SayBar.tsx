/** What is said of the frame in the end, and where to go from here. */
import { Button, Group, Paper, Stack } from "@mantine/core";
import {
  IconAlertTriangle,
  IconArrowLeft,
  IconArrowRight,
  IconBan,
  IconCheck,
  IconMessagePlus,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "@/features/account/queries";
import type { Editing } from "./useEditing";
import type { Near } from "./useNeighbours";

interface Props {
  editing: Editing;
  still: boolean;
  near: Near;
  go: (to: string | null | undefined) => void;
  worst: () => void;
  throwOut: () => void;
  note: () => void;
}

export function SayBar({ editing, still, near, go, worst, throwOut, note }: Props) {
  const { t } = useTranslation("datasets");
  const may = useMay();
  const { state, dataset_id: datasetId } = editing.base;
  return (
    <Paper p="md">
      <Stack gap="xs">
        <Button
          leftSection={<IconCheck size={16} aria-hidden />}
          disabled={still || (state === "confirmed" && !editing.changed)}
          onClick={() => void editing.say("confirmed")}
        >
          {t("confirm")}
        </Button>
        <Button variant="default" leftSection={<IconBan size={16} aria-hidden />} disabled={still} onClick={throwOut}>
          {t("throwOut")}
        </Button>
        {state !== "new" && (
          <Button variant="subtle" disabled={still} onClick={() => void editing.say("new")}>
            {t("takeBack")}
          </Button>
        )}
        <Group grow gap="xs">
          <Button
            variant="default"
            aria-label={t("before")}
            disabled={!near.before}
            onClick={() => go(near.before)}
            leftSection={<IconArrowLeft size={16} aria-hidden />}
          >
            {t("beforeShort")}
          </Button>
          <Button
            variant="default"
            aria-label={t("next")}
            disabled={!near.next}
            onClick={() => go(near.next)}
            rightSection={<IconArrowRight size={16} aria-hidden />}
          >
            {t("nextShort")}
          </Button>
        </Group>
        <Button
          variant="default"
          leftSection={<IconAlertTriangle size={16} aria-hidden />}
          disabled={!near.worst}
          onClick={worst}
        >
          {t("worst")}
        </Button>
        {may("talk") && (
          <Button variant="default" leftSection={<IconMessagePlus size={16} aria-hidden />} onClick={note}>
            {t("note")}
          </Button>
        )}
        <Button
          variant="subtle"
          renderRoot={(root) => (
            <Link
              to="/train/datasets/$datasetId"
              params={{ datasetId }}
              search={((old: object) => old) as never}
              {...root}
            />
          )}
        >
          {t("allFrames")}
        </Button>
      </Stack>
    </Paper>
  );
}
