/** The evaluation: what was seen, where it comes from and what to do tomorrow, with the moments that show it. */
import { Badge, Button, Card, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Paragraph, Statement, Evaluation as Told } from "@/api/client";
import { useMetricWords } from "@/features/metrics/queries";
import type { Watching } from "@/kit/reviewTabs";
import { Trouble } from "@/kit/Trouble";
import { useFormats } from "@/words/format";
import { coaching } from "./queries";

/** Roles that are told by a word before the sentence */
const NAMED = ["cause", "exercise", "detail", "principle", "phrase"] as const;
type Named = (typeof NAMED)[number];
const isNamed = (role: string): role is Named => NAMED.some((one) => one === role);

export function Evaluation({ watching }: { watching: Watching }) {
  const { t } = useTranslation("coaching");
  const found = useQuery(coaching.evaluation(watching.analysis.id));
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton h={320} />;
  return (
    <Card>
      <Title order={2} mb="sm">
        {t("title")}
      </Title>
      <Stack gap="md">
        {found.data.paragraphs.map((paragraph) => (
          <Part
            key={`${paragraph.kind} ${paragraph.deficit} ${paragraph.statements[0]?.text}`}
            paragraph={paragraph}
            watching={watching}
          />
        ))}
        <Written by={found.data} />
      </Stack>
    </Card>
  );
}

function Part({ paragraph, watching }: { paragraph: Paragraph; watching: Watching }) {
  const { title, component, statements } = paragraph;
  return (
    <div lang={watching.analysis.language}>
      {title && (
        <Title order={3} size="md">
          {title}{" "}
          <Text span size="xs" c="dimmed" fw={400}>
            {component}
          </Text>
        </Title>
      )}
      <Stack gap={6}>
        {statements.map((statement) => (
          <Sentence key={statement.text} statement={statement} watching={watching} />
        ))}
      </Stack>
    </div>
  );
}

function Sentence({ statement, watching }: { statement: Statement; watching: Watching }) {
  const { t } = useTranslation("coaching");
  const { t: inReview } = useTranslation("review");
  const { clock } = useFormats();
  const words = useMetricWords();
  const { role, text, moments = [], metrics = [] } = statement;
  return (
    <div>
      <Text size="sm">
        {isNamed(role) && (
          <Text span fw={600} lang="">
            {t(`role.${role}`)}{" "}
          </Text>
        )}
        {role === "principle" || role === "phrase" ? <q>{text}</q> : text}
      </Text>
      {role === "observation" && (
        <Group gap={6} mt={4}>
          {moments.map((second) => (
            <Button
              key={second}
              size="compact-sm"
              variant="light"
              onClick={() => watching.go(second)}
              aria-label={inReview("moment", { at: clock(second) })}
            >
              {clock(second)}
            </Button>
          ))}
          {metrics.map((name) => (
            <Badge key={name} variant="default" fw={400} tt="none">
              {words.name(name)}
            </Badge>
          ))}
        </Group>
      )}
    </div>
  );
}

/** Who has written it, and why not a model where one could have. */
function Written({ by }: { by: Told }) {
  const { t } = useTranslation("coaching");
  const fallback = by.fallback || "none";
  return (
    <Text size="xs" c="dimmed">
      {by.writer === "model" ? t("byModel", { model: by.model }) : t("byRules")}
      {by.writer === "rules" && fallback !== "none" && fallback !== "no_model" && ` ${t(`fallback.${fallback}`)}`}
    </Text>
  );
}
