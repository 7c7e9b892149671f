/** When somebody cannot get in: a link for a new password, a second factor that is lost. */
import { Button, Group } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { User } from "@/api/client";
import { useConfirm } from "@/kit/confirm";
import { useToast } from "@/kit/toast";
import { resetTotp, sendPasswordReset } from "./queries";

export function UserHelp({ user }: { user: User }) {
  const { t } = useTranslation("users");
  const toast = useToast();
  const confirm = useConfirm();
  const link = useMutation({ ...sendPasswordReset, onSuccess: () => toast.done(t("sent")), onError: toast.failed });
  const reset = useMutation(resetTotp);
  const switchOff = async () => {
    const sure = await confirm({
      title: t("resetTotp"),
      consequence: t("resetTotpWhy", { name: user.name }),
      action: t("resetTotp"),
    });
    if (sure) reset.mutate(user.id, { onSuccess: () => toast.done(t("totpGone")), onError: toast.failed });
  };
  return (
    <Group gap="xs">
      <Button variant="default" loading={link.isPending} onClick={() => link.mutate(user.id)}>
        {user.invited ? t("inviteAgain") : t("resetPassword")}
      </Button>
      {user.totp && (
        <Button variant="default" loading={reset.isPending} onClick={switchOff}>
          {t("resetTotp")}
        </Button>
      )}
    </Group>
  );
}
