/** A new analysis, step by step. What is chosen is sent while people go on, and what is typed is kept. */
import { Alert, Button, Card, Grid, Group, List, Skeleton, Stack, Stepper, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Usage } from "@/api/client";
import { HelpLink } from "@/kit/HelpLink";
import { Page } from "@/kit/Page";
import { Trouble } from "@/kit/Trouble";
import { usePhone } from "@/kit/usePhone";
import { usable } from "./drafts/draft";
import { advance } from "./flow/advance";
import { OnTheWay } from "./OnTheWay";
import { Quota } from "./Quota";
import { uploads } from "./queries";
import { CropStep } from "./steps/CropStep";
import { Details } from "./steps/Details";
import { Quality } from "./steps/Quality";
import { Recordings } from "./steps/Recordings";
import classes from "./steps/steps.module.css";
import { type Editing, useDraft } from "./useDraft";
import { useProblem } from "./useProblem";

const TIPS = ["sharp", "tripod", "whole", "music", "phone"] as const;
const STEPS = ["recording", "quality", "crop", "details"] as const;

export function NewAnalysis() {
  const { t } = useTranslation("upload");
  const editing = useDraft();
  const usage = useQuery(uploads.usage());
  return (
    <Page
      context={
        <Group gap="sm">
          <Text c="dimmed">{t("context")}</Text>
          <HelpLink about="recording" />
        </Group>
      }
    >
      {usage.isError && <Trouble error={usage.error} retry={() => void usage.refetch()} />}
      {!usage.isError && !(editing && usage.data) && <Skeleton height={240} />}
      {editing && usage.data && <Current key={editing.draft.id} {...editing} usage={usage.data} />}
    </Page>
  );
}

function Current(props: Editing & { usage: Usage }) {
  return props.draft.started ? <OnTheWay {...props} /> : <Steps {...props} />;
}

function Steps(props: Editing & { usage: Usage }) {
  const { draft, usage } = props;
  const { t } = useTranslation("upload");
  const phone = usePhone();
  const [missing, setMissing] = useState(false);
  const step = Math.max(0, Math.min(props.step, STEPS.length - 1));
  const go = (to: number) => {
    props.go(to);
    window.scrollTo({ top: 0 });
  };
  return (
    <Stack>
      <Stepper active={step} onStepClick={go} iconSize={phone ? 32 : 36} size={phone ? "xs" : "sm"} wrap={false}>
        {STEPS.map((name, number) => (
          <Stepper.Step
            key={name}
            label={phone ? undefined : t(`step.${name}`)}
            // A phone shows the number alone.
            aria-label={phone ? `${number + 1} ${t(`step.${name}`)}` : undefined}
            aria-current={number === step ? "step" : undefined}
          />
        ))}
      </Stepper>
      {phone && (
        <Text fw={600}>
          {t("stepOf", { step: step + 1, of: STEPS.length, name: t(`step.${STEPS[step] ?? "recording"}`) })}
        </Text>
      )}
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, sm: step === 0 ? 7 : 12 }}>
          {step === 0 && <Recordings {...props} />}
          {step === 1 && <Quality draft={draft} usage={usage} />}
          {step === 2 && <CropStep draft={draft} usage={usage} />}
          {step === 3 && <Details {...props} missing={missing} />}
          <Foot {...props} {...{ step, go }} refuse={() => setMissing(true)} />
        </Grid.Col>
        {step === 0 && (
          <Grid.Col span={{ base: 12, sm: 5 }}>
            <Advice />
            <Quota />
          </Grid.Col>
        )}
      </Grid>
    </Stack>
  );
}

interface FootProps extends Editing {
  refuse: () => void;
}

/** Back and on, under the thumb; at the end it is started, whether all is there yet or not. */
function Foot({ draft, change, step, go, refuse }: FootProps) {
  const { t } = useTranslation("upload");
  const phone = usePhone();
  const said = useProblem();
  const none = usable(draft).length === 0;
  const last = step === STEPS.length - 1;
  const start = () => {
    if (!draft.dance || !draft.couple || none) return refuse();
    change({ started: true, problem: null });
    void advance(draft.id);
  };
  const why = none ? t("needsVideo") : draft.couple ? null : t("needsCouple");
  return (
    <div className={classes.foot}>
      {draft.problem && (
        <Alert color="bad" role="alert" mb="sm">
          {said(draft.problem)}
        </Alert>
      )}
      {why && (
        <Text size="sm" c="dimmed" mb="xs">
          {why}
        </Text>
      )}
      <Group grow={phone} preventGrowOverflow={false} wrap="nowrap">
        {step > 0 && (
          <Button variant="default" onClick={() => go(step - 1)}>
            {t("back")}
          </Button>
        )}
        <Button disabled={why !== null} onClick={last ? start : () => go(step + 1)}>
          {t(last ? "start" : "next")}
        </Button>
      </Group>
    </div>
  );
}

function Advice() {
  const { t } = useTranslation("upload");
  return (
    <Card>
      <Title order={2} mb="xs">
        {t("advice")}
      </Title>
      <List size="sm" spacing="xs">
        {TIPS.map((tip) => (
          <List.Item key={tip}>{t(`tip.${tip}`)}</List.Item>
        ))}
      </List>
    </Card>
  );
}
