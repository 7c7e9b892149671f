/** Signing in, as a page of its own. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Alone } from "./Alone";
import { startOver } from "./queries";
import { type SignInStep, SignInSteps } from "./SignInSteps";

export function SignIn({ codeNeeded }: { codeNeeded: boolean }) {
  const { t } = useTranslation("account");
  const client = useQueryClient();
  const [step, setStep] = useState<SignInStep>(codeNeeded ? "code" : "password");
  const refused = new URLSearchParams(window.location.search).get("refused");
  const enter = () => {
    if (refused) window.history.replaceState(null, "", window.location.pathname);
    void startOver(client);
  };
  return (
    <Alone title={t(`signIn.title.${step}`)}>
      <SignInSteps step={step} go={setStep} enter={enter} refused={refused} />
    </Alone>
  );
}
