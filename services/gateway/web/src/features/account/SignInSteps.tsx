/** Password, then the second factor's code where there is one; other providers; a forgotten password. */
import { Alert, Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CodeStep } from "./CodeStep";
import { ForgottenStep } from "./ForgottenStep";
import { OtherWays } from "./OtherWays";
import { PasswordStep } from "./PasswordStep";

export type SignInStep = "password" | "code" | "forgotten";

const REFUSALS = [
  "social_no_such_account",
  "social_e_mail_not_verified",
  "social_unknown_flow",
  "account_not_active",
] as const;

interface Props {
  step: SignInStep;
  go: (step: SignInStep) => void;
  enter: () => void;
  /** Why a provider's sign-in did not lead in */
  refused?: string | null;
  /** Who is expected; the page behind is theirs, and is not left */
  email?: string;
}

export function SignInSteps({ step, go, enter, refused, email }: Props) {
  const { t } = useTranslation("account");
  return (
    <>
      {refused && step === "password" && (
        <Alert color="bad" role="alert">
          {t(`refused.${REFUSALS.find((code) => code === refused) ?? "other"}`)}
        </Alert>
      )}
      {step === "password" && <PasswordStep email={email} enter={enter} needCode={() => go("code")} />}
      {step === "code" && <CodeStep enter={enter} />}
      {step === "forgotten" && <ForgottenStep />}
      <Anchor
        component="button"
        type="button"
        size="sm"
        ta="left"
        onClick={() => go(step === "password" ? "forgotten" : "password")}
      >
        {t(step === "password" ? "signIn.forgot" : "signIn.back")}
      </Anchor>
      {step === "password" && <OtherWays apart={email !== undefined} />}
    </>
  );
}
