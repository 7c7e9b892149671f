/** Why a frame is unusable: pressed, or by the number that stands before it. */
import { Button, Kbd, Modal, Stack } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import type { Unusable } from "@/api/client";

export const REASONS: Unusable[] = ["cut_off", "blurred", "hidden", "other_people", "no_couple", "other"];

interface Props {
  choose: (reason: Unusable) => void;
  close: () => void;
}

export function ReasonWindow({ choose, close }: Props) {
  const { t } = useTranslation("datasets");
  const { t: common } = useTranslation();
  useHotkeys(REASONS.map((reason, index) => [String(index + 1), () => choose(reason)]));
  return (
    <Modal
      opened
      onClose={close}
      title={t("whyUnusable")}
      size="sm"
      closeButtonProps={{ "aria-label": common("close") }}
    >
      <Stack gap="xs">
        {REASONS.map((reason, index) => (
          <Button
            key={reason}
            variant="default"
            justify="flex-start"
            data-autofocus={index === 0 || undefined}
            leftSection={<Kbd aria-hidden>{index + 1}</Kbd>}
            onClick={() => choose(reason)}
          >
            {t(`reason.${reason}`)}
          </Button>
        ))}
      </Stack>
    </Modal>
  );
}
