/** Asks before what cannot be undone, and names what will happen. */
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { createContext, type ReactNode, useContext, useState } from "react";
import { useTranslation } from "react-i18next";

interface Question {
  title: string;
  /** What will be lost, or who will notice */
  consequence: string;
  /** The button's words: the deed itself, never "OK" */
  action: string;
}

type Ask = (question: Question) => Promise<boolean>;
const Asking = createContext<Ask>(async () => false);

/** `if (await confirm({ title, consequence, action })) ...` */
export const useConfirm = () => useContext(Asking);

export function ConfirmProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<{ question: Question; answer: (yes: boolean) => void } | null>(null);
  const [open, setOpen] = useState(false);
  const ask: Ask = (question) =>
    new Promise((answer) => {
      setAsked({ question, answer });
      setOpen(true);
    });
  const end = (yes: boolean) => {
    asked?.answer(yes);
    setOpen(false);
  };
  return (
    <Asking value={ask}>
      {children}
      <Modal
        opened={open}
        onClose={() => end(false)}
        title={asked?.question.title}
        closeButtonProps={{ "aria-label": t("close") }}
      >
        <Stack>
          <Text size="sm">{asked?.question.consequence}</Text>
          <Group justify="flex-end">
            <Button variant="default" data-autofocus onClick={() => end(false)}>
              {t("cancel")}
            </Button>
            <Button color="bad" onClick={() => end(true)}>
              {asked?.question.action}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Asking>
  );
}
