/** The page behind the link of an invitation or a reset: choose a password. The token stands after the #. */
import { Alert, Button, Center, Paper, PasswordInput, Stack, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client";
import { en } from "../../en";

export function SetPassword() {
  const [token] = useState(() => window.location.hash.slice(1));
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const choose = useMutation({ mutationFn: () => api.POST("/v1/account/password/set", { body: { token, password } }) });
  const differs = again !== "" && again !== password;
  return (
    <Center mih="100vh" p="md" component="main">
      <Paper withBorder p="xl" w={380}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (!differs) choose.mutate();
          }}
        >
          <Stack>
            <Title order={2}>{en.setPassword.title}</Title>
            {choose.isSuccess ? (
              <>
                <Alert color="green" role="status">{en.setPassword.done}</Alert>
                <Button component="a" href="/">{en.setPassword.signIn}</Button>
              </>
            ) : (
              <>
                <Text size="sm" c="dimmed">{en.setPassword.rule}</Text>
                <PasswordInput label={en.setPassword.password} autoComplete="new-password" required minLength={10} value={password} onChange={(e) => setPassword(e.currentTarget.value)} />
                <PasswordInput label={en.setPassword.again} autoComplete="new-password" required error={differs ? en.setPassword.differs : undefined} value={again} onChange={(e) => setAgain(e.currentTarget.value)} />
                {choose.isError && <Alert color="red" role="alert">{choose.error.message}</Alert>}
                <Button type="submit" loading={choose.isPending} disabled={!token || again !== password}>{en.setPassword.go}</Button>
              </>
            )}
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}
