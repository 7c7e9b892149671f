/** Storage tiers and social login of the whole platform. */
import { Card, NumberInput, Skeleton, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { PlatformSetup, Provider } from "@/api/client";
import { Form } from "@/kit/form/Form";
import { useRules } from "@/kit/form/rules";
import { Trouble } from "@/kit/Trouble";
import { useToast } from "@/kit/toast";
import { changePlatform, setup } from "./queries";
import { Social } from "./Social";

const PROVIDERS: readonly Provider[] = ["google", "microsoft", "facebook"];
const YEAR_OF_HOURS = 8760;

export function Platform() {
  const found = useQuery(setup.platform());
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton h={240} />;
  return (
    <>
      <Tiers setup={found.data} />
      {PROVIDERS.map((name) => (
        <Social key={name} name={name} setup={found.data} />
      ))}
    </>
  );
}

function Tiers({ setup: told }: { setup: PlatformSetup }) {
  const { t } = useTranslation("setup");
  const { t: common } = useTranslation();
  const rules = useRules();
  const toast = useToast();
  const save = useMutation(changePlatform);
  const form = useForm({
    initialValues: { archive_after_hours: told.archive_after_hours },
    validate: { archive_after_hours: rules.between(1, YEAR_OF_HOURS) },
  });
  return (
    <Card>
      <Title order={2} mb="sm">
        {t("tiers")}
      </Title>
      <Form
        form={form}
        save={save}
        send={(changed) => save.mutate(changed, { onSuccess: () => toast.done(common("saved")) })}
        label={common("save")}
        variant="default"
      >
        <NumberInput
          label={t("archive")}
          allowDecimal={false}
          required
          maw={320}
          {...form.getInputProps("archive_after_hours")}
        />
      </Form>
    </Card>
  );
}
