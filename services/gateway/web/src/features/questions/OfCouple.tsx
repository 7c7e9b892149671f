/** The talk with one couple, on its page. */
import { Card, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Couple } from "@/api/client";
import { Compose } from "./Compose";
import { openThread } from "./queries";
import { Stream } from "./Stream";
import { useBeginning } from "./useBeginning";

export function OfCouple({ couple }: { couple: Couple }) {
  const { t } = useTranslation("questions");
  const open = useMutation(openThread);
  const { kind, ...words } = useBeginning();
  return (
    <Stack gap="lg">
      <Card>
        <Compose
          draft={couple.id}
          {...words}
          send={(said) => open.mutateAsync({ kind, about: { couple_id: couple.id }, said })}
        />
      </Card>
      <Stream wanted={{ couple_id: couple.id }} empty={{ title: t("emptyCouple"), next: t("emptyCoupleNext") }} />
    </Stack>
  );
}
