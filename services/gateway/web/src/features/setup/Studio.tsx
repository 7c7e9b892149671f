/** The studio's switches; each takes effect when it is set. */
import { Anchor, Card, Select, Skeleton, Stack, Switch, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { account } from "@/features/account/queries";
import { models } from "@/features/models/queries";
import { Trouble } from "@/kit/Trouble";
import { useToast } from "@/kit/toast";
import { changeStudio, setup } from "./queries";

const FLAGS = ["track_face", "track_hands", "debug_overlay", "totp_required"] as const;

export function Studio() {
  const { t } = useTranslation("setup");
  const { t: common } = useTranslation();
  const toast = useToast();
  const found = useQuery(setup.studio());
  const known = useQuery(models.list());
  const profile = useQuery(account.profile());
  // Whoever asks it of all would be the first to be shut out.
  const first = !found.data?.totp_required && profile.data?.totp === false;
  const change = useMutation({
    ...changeStudio,
    onError: toast.failed,
    onSuccess: (...told) => {
      changeStudio.onSuccess?.(...told);
      toast.done(common("saved"));
    },
  });
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton h={240} />;
  const usable = known.data?.models.filter((model) => model.active && model.finds === "joints") ?? [];
  const label = (name: string, available: boolean) => (available ? name : t("modelMissing", { name }));
  return (
    <Card>
      <Title order={2} mb="md">
        {t("studio")}
      </Title>
      <Stack gap="md">
        <Select
          label={t("poseModel")}
          description={t("poseModelWhy")}
          allowDeselect={false}
          value={found.data.pose_model ?? ""}
          onChange={(name) => change.mutate({ pose_model: name ?? "" })}
          data={[
            { value: "", label: t("standard") },
            ...usable.map(({ name, available }) => ({ value: name, label: label(name, available ?? false) })),
          ]}
        />
        {FLAGS.map((flag) => (
          <Switch
            key={flag}
            label={t(`flag.${flag}`)}
            disabled={flag === "totp_required" && first}
            description={
              flag === "totp_required" && first ? (
                <>
                  {t("totpFirst")}{" "}
                  <Anchor component={Link} to="/profile" inherit underline="always">
                    {common("profile")}
                  </Anchor>
                </>
              ) : (
                t(`why.${flag}`)
              )
            }
            checked={found.data[flag] ?? false}
            onChange={(event) => change.mutate({ [flag]: event.currentTarget.checked })}
          />
        ))}
      </Stack>
    </Card>
  );
}
