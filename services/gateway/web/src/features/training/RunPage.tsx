/** One run: how it learned, what it is worth beside its base, where it comes from; into use, and back. */
import { Anchor, Button, Card, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { IconArrowBackUp, IconDownload, IconPlayerStop, IconRocket, IconVideo } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { TrainingRunDetails } from "@/api/client";
import { useMay } from "@/features/account/queries";
import { useConfirm } from "@/kit/confirm";
import { Page } from "@/kit/Page";
import { Trouble } from "@/kit/Trouble";
import { useToast } from "@/kit/toast";
import { Curve } from "./Curve";
import { Lineage } from "./Lineage";
import { Quality } from "./Quality";
import { cancelRun, promoteRun, rollBackRun, runs } from "./queries";
import { RunState } from "./RunState";
import { TryForm } from "./TryForm";

export function RunPage() {
  const { runId } = useParams({ strict: false }) as { runId: string };
  const { t } = useTranslation("training");
  const { data: run, error, refetch } = useQuery(runs.one(runId));
  return (
    <Page title={run?.name} context={run && <RunState run={run} />} action={run && <Deeds run={run} />}>
      {error && <Trouble error={error} retry={() => void refetch()} />}
      {!run && !error && <Skeleton h={300} />}
      {run && (
        <Stack gap="lg">
          {run.evaluation && (
            <Part title={t("evaluation")} why={t("evaluationWhy", { count: run.evaluation.result.frames })}>
              <Quality evaluation={run.evaluation} />
            </Part>
          )}
          <Part title={t("curve")} why={run.curve.length ? t("curveWhy") : t("noCurve")}>
            {run.curve.length > 0 && <Curve points={run.curve} />}
          </Part>
          <Part title={t("lineage")}>
            <Lineage run={run} />
            {run.weights_url && (
              <Anchor href={run.weights_url} download size="sm">
                <Group gap={4}>
                  <IconDownload size={16} aria-hidden />
                  {t("weights")}
                </Group>
              </Anchor>
            )}
          </Part>
        </Stack>
      )}
    </Page>
  );
}

function Part({ title, why, children }: { title: string; why?: string; children: ReactNode }) {
  return (
    <Card withBorder>
      <Title order={2} size="h4">
        {title}
      </Title>
      {why && (
        <Text size="sm" c="dimmed" mb="sm">
          {why}
        </Text>
      )}
      {children}
    </Card>
  );
}

function Deeds({ run }: { run: TrainingRunDetails }) {
  const { t } = useTranslation("training");
  const may = useMay();
  const [trying, setTrying] = useState(false);
  const confirm = useConfirm();
  const toast = useToast();
  const cancel = useMutation({ ...cancelRun, onError: toast.failed });
  const promote = useMutation({ ...promoteRun, onError: toast.failed });
  const rollBack = useMutation({ ...rollBackRun, onError: toast.failed });
  const { id, name } = run;
  const model = run.model ?? "";
  const before = { model: run.replaced ?? "" };
  const stop = async () => {
    const question = { title: t("cancelTitle", { name }), consequence: t("cancelWhy"), action: t("cancel") };
    if (await confirm(question)) cancel.mutate(id, { onSuccess: () => toast.done(t("cancelled")) });
  };
  const use = async () => {
    const question = { title: t("promoteTitle", { model }), consequence: t("promoteWhy"), action: t("promote") };
    if (await confirm(question)) promote.mutate(id, { onSuccess: () => toast.done(t("promotedNow", { model })) });
  };
  const back = async () => {
    const question = { title: t("rollBackTitle", before), consequence: t("rollBackWhy"), action: t("rollBack") };
    if (await confirm(question)) rollBack.mutate(id, { onSuccess: () => toast.done(t("rolledBack", before)) });
  };
  if (!run.ended_at)
    return (
      <Button variant="default" leftSection={<IconPlayerStop size={16} aria-hidden />} onClick={stop}>
        {t("cancel")}
      </Button>
    );
  if (!model) return null;
  return (
    <Group gap="xs">
      {may("analyse") && (
        <Button variant="default" leftSection={<IconVideo size={16} aria-hidden />} onClick={() => setTrying(true)}>
          {t("attempt")}
        </Button>
      )}
      {may("manage_platform") &&
        (run.promoted ? (
          <Button variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={back}>
            {t("rollBack")}
          </Button>
        ) : (
          <Button leftSection={<IconRocket size={16} aria-hidden />} onClick={use}>
            {t("promote")}
          </Button>
        ))}
      {trying && <TryForm model={model} close={() => setTrying(false)} />}
    </Group>
  );
}
