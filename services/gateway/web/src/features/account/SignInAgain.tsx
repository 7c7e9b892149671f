/** The session is over: signing in above the page, which keeps what was typed; its calls are then made again. */
import { Button, Modal, Stack, Text } from "@mantine/core";
import { useWindowEvent } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SessionOwner } from "@/api/client";
import { tellTabs } from "@/api/session";
import { comeBack, startOver } from "./queries";
import { type SignInStep, SignInSteps } from "./SignInSteps";

/** Above every other window of the page */
const ON_TOP = 1000;

export function SignInAgain({ owner }: { owner: SessionOwner }) {
  const { t } = useTranslation("account");
  const client = useQueryClient();
  const [step, setStep] = useState<SignInStep>("password");
  // A provider's sign-in goes on in a tab of its own.
  useWindowEvent("focus", () => void comeBack(client));
  const enter = async () => {
    await comeBack(client);
    tellTabs();
  };
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      zIndex={ON_TOP}
      title={t(step === "password" ? "again.title" : `signIn.title.${step}`)}
      // Whoever comes by reads nothing of the page behind.
      overlayProps={{ backgroundOpacity: 0.6, blur: 12 }}
    >
      <Stack>
        <Text size="sm">{t("again.why")}</Text>
        <SignInSteps step={step} go={setStep} enter={() => void enter()} email={owner.email} />
        <Button variant="subtle" onClick={() => void startOver(client)}>
          {t("again.other", { name: owner.name })}
        </Button>
      </Stack>
    </Modal>
  );
}
