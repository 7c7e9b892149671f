/** Signing in: password, then the second factor's code where there is one; other providers; a forgotten password. */
import { Alert, Anchor } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Alone } from "./Alone";
import { CodeStep } from "./CodeStep";
import { ForgottenStep } from "./ForgottenStep";
import { OtherWays } from "./OtherWays";
import { PasswordStep } from "./PasswordStep";
import { startOver } from "./queries";

type Step = "password" | "code" | "forgotten";
const REFUSALS = [
  "social_no_such_account",
  "social_e_mail_not_verified",
  "social_unknown_flow",
  "sign_in_refused",
] as const;

export function SignIn({ codeNeeded }: { codeNeeded: boolean }) {
  const { t } = useTranslation("account");
  const client = useQueryClient();
  const [step, setStep] = useState<Step>(codeNeeded ? "code" : "password");
  const refused = new URLSearchParams(window.location.search).get("refused");
  const enter = () => {
    window.history.replaceState(null, "", window.location.pathname);
    void startOver(client);
  };
  return (
    <Alone title={t(`signIn.title.${step}`)}>
      {refused && step === "password" && (
        <Alert color="bad" role="alert">
          {t(`refused.${REFUSALS.find((code) => code === refused) ?? "other"}`)}
        </Alert>
      )}
      {step === "password" && <PasswordStep enter={enter} needCode={() => setStep("code")} />}
      {step === "code" && <CodeStep enter={enter} />}
      {step === "forgotten" && <ForgottenStep />}
      <Anchor
        component="button"
        type="button"
        size="sm"
        onClick={() => setStep(step === "password" ? "forgotten" : "password")}
      >
        {t(step === "password" ? "signIn.forgot" : "signIn.back")}
      </Anchor>
      {step === "password" && <OtherWays />}
    </Alone>
  );
}
