/** Why an analysis has ended without all it was started for, and what to do about it. */

import { Alert, Button, Group, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Analysis } from "@/api/client";
import { useMay } from "@/features/account/queries";
import { retryStage } from "@/features/analyses/queries";
import { useToast } from "@/kit/toast";
import { useTold } from "@/words/sentence";
import { canHelp } from "./StageList";

export function Failed({ analysis }: { analysis: Analysis }) {
  const { t } = useTranslation("review");
  const { t: common } = useTranslation();
  const toast = useToast();
  const told = useTold();
  const may = useMay();
  const retry = useMutation({ ...retryStage, onError: toast.failed });
  if (analysis.state !== "failed") return null;
  const stage = analysis.stages.find((one) => one.state === "failed");
  const again = stage && canHelp(analysis, stage) && may("analyse") ? stage : undefined;
  const rejected = !again && (stage?.name === "check" || stage?.name === "pose");
  return (
    <Alert color="bad" title={t("failed.title", { stage: stage ? common(`stage.${stage.name}`) : "" })} mb="md">
      <Text size="sm">{told(stage?.error_code ?? "", analysis.error_message ?? "")}</Text>
      <Text size="sm" mt={4}>
        {t(again ? "failed.again" : rejected ? "failed.other" : "failed.ours")}
      </Text>
      <Group gap="sm" mt="sm">
        {again && (
          <Button
            size="compact-md"
            loading={retry.isPending}
            onClick={() => retry.mutate({ id: analysis.id, stage: again })}
          >
            {t("retry")}
          </Button>
        )}
        {rejected && may("upload") && (
          <Button
            size="compact-md"
            component={Link}
            to="/new"
            search={{ couple: analysis.couple_id, dance: analysis.dance } as never}
          >
            {t("failed.choose")}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
