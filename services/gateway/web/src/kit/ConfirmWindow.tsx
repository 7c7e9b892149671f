/** The window of a question before what cannot be undone. */
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Question } from "./confirm";

interface Props {
  question: Question;
  open: boolean;
  end: (yes: boolean) => void;
}

export function ConfirmWindow({ question, open, end }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={open}
      onClose={() => end(false)}
      title={question.title}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <Stack>
        <Text size="sm">{question.consequence}</Text>
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={() => end(false)}>
            {t("cancel")}
          </Button>
          <Button color="bad" onClick={() => end(true)}>
            {question.action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
