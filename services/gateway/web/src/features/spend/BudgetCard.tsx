/** How a month's budget stands, and what it is. */
import { Card, NumberInput, Progress, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import type { UseMutationResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Budget } from "@/api/client";
import { Form } from "@/kit/form/Form";
import { useRules } from "@/kit/form/rules";
import { Stat } from "@/kit/Stat";
import { useToast } from "@/kit/toast";
import { useFormats } from "@/words/format";
import { MICRO } from "./months";

const WARNED_AT = 0.8;
const MOST = 1_000_000;

interface Props {
  title: string;
  budget: Budget;
  save: Pick<UseMutationResult<unknown, Error, number>, "isPending" | "error" | "mutate">;
}

export function BudgetCard({ title, budget, save }: Props) {
  const { t } = useTranslation("spend");
  const { t: common } = useTranslation();
  const { money } = useFormats();
  const rules = useRules();
  const toast = useToast();
  const form = useForm({
    initialValues: { dollars: budget.limit / MICRO },
    validate: { dollars: rules.between(0, MOST) },
  });
  const share = budget.limit > 0 ? budget.spent / budget.limit : 1;
  return (
    <Card>
      <Title order={2} mb="sm">
        {title}
      </Title>
      <SimpleGrid cols={{ base: 1, sm: 3 }} mb="sm">
        <Stat
          label={t("spent")}
          value={money(budget.spent / MICRO, 6)}
          of={t("of", { limit: money(budget.limit / MICRO) })}
        />
        <Stat label={t("reserved")} value={money(budget.reserved / MICRO, 6)} hint={t("reservedWhy")} />
        <Stat label={t("forecast")} value={money(budget.forecast / MICRO)} hint={t("forecastWhy")} />
      </SimpleGrid>
      <Progress
        value={Math.min(100 * share, 100)}
        color={share >= 1 ? "bad" : share >= WARNED_AT ? "warn" : undefined}
        aria-label={t("spent")}
        mb="sm"
      />
      {share >= WARNED_AT && (
        <Text size="sm" mb="sm" role="status">
          {share >= 1 ? t("usedUp") : t("nearly")}
        </Text>
      )}
      <Stack maw={320}>
        <Form
          form={form}
          save={save}
          send={({ dollars }) =>
            save.mutate(Math.round(dollars * MICRO), { onSuccess: () => toast.done(common("saved")) })
          }
          label={common("save")}
          variant="default"
        >
          <NumberInput
            label={t("budget")}
            description={t("budgetWhy")}
            prefix="$ "
            min={0}
            max={MOST}
            decimalScale={2}
            required
            {...form.getInputProps("dollars")}
          />
        </Form>
      </Stack>
    </Card>
  );
}
