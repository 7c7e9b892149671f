/** A new analysis: whose, which dance, which recordings; then it is sent and started. */
import { Box, Card, FileInput, Grid, List, Progress, Select, Text, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Couple, Dance, Language } from "@/api/client";
import { account } from "@/features/account/queries";
import { startAnalysis } from "@/features/analyses/queries";
import { couples, nameOf } from "@/features/couples/queries";
import { DANCES } from "@/kit/dances";
import { Form } from "@/kit/form/Form";
import { useRules } from "@/kit/form/rules";
import { options } from "@/kit/options";
import { Page } from "@/kit/Page";
import { Trouble } from "@/kit/Trouble";
import { useFormats } from "@/words/format";
import { LANGUAGE_NAMES, LANGUAGES } from "@/words/languages";
import { Quota } from "./Quota";
import { openSession } from "./queries";
import { sendVideo } from "./sending";

const TIPS = ["sharp", "tripod", "whole", "music", "phone"] as const;

export function NewAnalysis() {
  const { t } = useTranslation("upload");
  const known = useQuery(couples.list());
  return (
    <Page context={t("context")}>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, sm: 7 }}>
          {known.isError && <Trouble error={known.error} retry={() => void known.refetch()} />}
          {known.data && (
            <Card>
              <Recordings couples={known.data} />
            </Card>
          )}
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 5 }}>
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
          <Quota />
        </Grid.Col>
      </Grid>
    </Page>
  );
}

interface Wanted extends Record<string, unknown> {
  couple: string | null;
  dance: Dance;
  language: Language;
  a: File | null;
  b: File | null;
}

function Recordings({ couples: known }: { couples: Couple[] }) {
  const { t } = useTranslation("upload");
  const { t: common } = useTranslation();
  const { percent } = useFormats();
  const rules = useRules();
  const go = useNavigate();
  const owner = useQuery(account.owner());
  const [share, setShare] = useState(0);
  const analyse = useMutation(startAnalysis);
  const start = useMutation({
    mutationFn: async ({ couple, dance, language, a, b }: Wanted) => {
      const session = await openSession(couple ?? "", dance, language);
      const videos = [a, b].filter((file) => file !== null);
      for (const [index, file] of videos.entries())
        await sendVideo(session.id, index === 0 ? "A" : "B", file, (part) => setShare((index + part) / videos.length));
      return analyse.mutateAsync(session.id);
    },
    onSuccess: (analysis) => go({ to: `/analyses/${analysis.id}` }),
  });
  const form = useForm<Wanted>({
    initialValues: {
      couple: known[0]?.id ?? null,
      dance: "waltz",
      language: owner.data?.language ?? "en",
      a: null,
      b: null,
    },
    validate: { couple: rules.needed, a: rules.needed },
  });
  const file = { placeholder: t("choose"), accept: "video/*", clearable: true };
  return (
    <Form form={form} save={start} send={(wanted) => start.mutate(wanted)} label={t("start")}>
      <Select
        label={t("couple")}
        required
        searchable
        allowDeselect={false}
        nothingFoundMessage={t("noCouple")}
        data={known.map((one) => ({ value: one.id, label: nameOf(one) }))}
        {...form.getInputProps("couple")}
      />
      <Select
        label={t("dance")}
        required
        allowDeselect={false}
        data={options(DANCES, (dance) => common(`dance.${dance}`))}
        {...form.getInputProps("dance")}
      />
      <Select
        label={t("language")}
        required
        allowDeselect={false}
        data={options(LANGUAGES, (language) => LANGUAGE_NAMES[language])}
        {...form.getInputProps("language")}
      />
      <FileInput label={t("cameraA")} required {...file} {...form.getInputProps("a")} />
      <FileInput label={t("cameraB")} description={t("cameraBWhy")} {...file} {...form.getInputProps("b")} />
      {start.isPending && (
        <Box role="status">
          <Text size="sm">{t("sending", { share: percent(share) })}</Text>
          <Progress value={100 * share} aria-label={t("sending", { share: percent(share) })} />
        </Box>
      )}
    </Form>
  );
}
