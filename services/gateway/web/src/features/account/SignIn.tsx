import { Alert, Button, Center, Paper, PasswordInput, Stack, TextInput, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client";
import { en } from "../../en";

export function SignIn() {
  const queries = useQueryClient();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const signIn = useMutation({
    mutationFn: () => api.POST("/v1/account/sign-in", { body: { email, password } }),
    onSuccess: () => queries.resetQueries(),
  });
  return (
    <Center mih="100vh" p="md" component="main">
      <Paper withBorder p="xl" w={380}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            signIn.mutate();
          }}
        >
          <Stack>
            <Title order={2}>{en.product}</Title>
            <TextInput label={en.signIn.email} type="email" autoComplete="username" required value={email} onChange={(e) => setEmail(e.currentTarget.value)} />
            <PasswordInput label={en.signIn.password} autoComplete="current-password" required value={password} onChange={(e) => setPassword(e.currentTarget.value)} />
            {signIn.isError && <Alert color="red" role="alert">{signIn.error.message}</Alert>}
            <Button type="submit" loading={signIn.isPending}>{en.signIn.submit}</Button>
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}
