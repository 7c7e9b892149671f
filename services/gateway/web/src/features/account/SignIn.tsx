/** Signing in: password, then the second factor's code where there is one; other providers; a forgotten password. */
import { Alert, Anchor, Button, Center, Divider, Paper, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, body } from "../../api/client";
import { en } from "../../en";

type Step = "password" | "code" | "forgotten" | "sent";

export function SignIn({ codeNeeded }: { codeNeeded: boolean }) {
  const queries = useQueryClient();
  const [step, setStep] = useState<Step>(codeNeeded ? "code" : "password");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const refused = new URLSearchParams(window.location.search).get("refused");
  const providers = useQuery({ queryKey: ["providers"], queryFn: async () => body(await api.GET("/v1/account/social")).providers });
  const signIn = useMutation({
    mutationFn: async () => body(await api.POST("/v1/account/sign-in", { body: { email, password } })),
    onSuccess: (owner) => (owner.missing === "code" ? setStep("code") : enter()),
  });
  const giveCode = useMutation({
    mutationFn: () => api.POST("/v1/account/sign-in/code", { body: { code: code.trim() } }),
    onSuccess: () => enter(),
  });
  const forgotten = useMutation({
    mutationFn: () => api.POST("/v1/account/password/forgotten", { body: { email } }),
    onSuccess: () => setStep("sent"),
  });
  const enter = () => {
    window.history.replaceState(null, "", window.location.pathname);
    void queries.resetQueries();
  };
  const back = () => {
    signIn.reset();
    giveCode.reset();
    setCode("");
    setStep("password");
  };
  const send = { password: signIn, code: giveCode, forgotten, sent: forgotten }[step];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  const address = (
    <TextInput label={en.signIn.email} type="email" autoComplete="username" required value={email} onChange={(e) => setEmail(e.currentTarget.value)} />
  );
  return (
    <Center mih="100vh" p="md" component="main">
      <Paper withBorder p="xl" w={380}>
        <form onSubmit={submit}>
          <Stack>
            <Title order={2}>{en.product}</Title>
            {refused && step === "password" && <Alert color="red" role="alert">{en.refused[refused] ?? en.refused.other}</Alert>}
            {step === "password" && (
              <>
                {address}
                <PasswordInput label={en.signIn.password} autoComplete="current-password" required value={password} onChange={(e) => setPassword(e.currentTarget.value)} />
              </>
            )}
            {step === "code" && (
              <TextInput label={en.signIn.code} description={en.signIn.codeWhy} autoComplete="one-time-code" inputMode="text" autoFocus required minLength={6} value={code} onChange={(e) => setCode(e.currentTarget.value)} />
            )}
            {step === "forgotten" && (
              <>
                <Text size="sm">{en.signIn.forgottenWhy}</Text>
                {address}
              </>
            )}
            {step === "sent" && <Alert color="green" role="status">{en.signIn.sent}</Alert>}
            {send.isError && <Alert color="red" role="alert">{send.error.message}</Alert>}
            {step !== "sent" && <Button type="submit" loading={send.isPending}>{en.signIn.go[step]}</Button>}
            {step === "password" ? (
              <Anchor component="button" type="button" size="sm" onClick={() => setStep("forgotten")}>{en.signIn.forgot}</Anchor>
            ) : (
              <Anchor component="button" type="button" size="sm" onClick={back}>{en.signIn.back}</Anchor>
            )}
            {step === "password" && providers.data && providers.data.length > 0 && (
              <>
                <Divider label={en.signIn.or} />
                {providers.data.map((provider) => (
                  <Button key={provider.name} component="a" href={`/v1/account/social/${provider.name}`} variant="default">
                    {en.signIn.social(provider.label)}
                  </Button>
                ))}
              </>
            )}
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}
