/** The second factor: shown as a QR code and as text, confirmed by a code, recovery codes shown once. */
import { Alert, Button, Card, Code, Group, Image, PasswordInput, SimpleGrid, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body } from "../../api/client";
import { en } from "../../en";

export function SecondFactor({ on, left }: { on: boolean; left: number }) {
  const queries = useQueryClient();
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const begin = useMutation({ mutationFn: async () => body(await api.POST("/v1/account/totp")) });
  const confirm = useMutation({
    mutationFn: async () => body(await api.POST("/v1/account/totp/confirm", { body: { code: code.trim() } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["profile"] }),
  });
  const disable = useMutation({
    mutationFn: () => api.POST("/v1/account/totp/disable", { body: { password } }),
    onSuccess: () => {
      begin.reset();
      confirm.reset();
      setCode("");
      setPassword("");
      void queries.invalidateQueries();
    },
  });
  const error = begin.error ?? confirm.error ?? disable.error;
  return (
    <Card withBorder>
      <Title order={4} mb={4}>{en.totp.title}</Title>
      <Text size="sm" c="dimmed" mb="sm">{en.totp.why}</Text>
      <Stack gap="sm" align="flex-start">
        {confirm.data ? (
          <Alert color="green" role="status" title={en.totp.codesTitle} w="100%">
            <Text size="sm" mb="sm">{en.totp.codesWhy}</Text>
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">{confirm.data.codes.map((one) => <Code key={one} fz="sm">{one}</Code>)}</SimpleGrid>
            <Button mt="sm" size="xs" onClick={() => void queries.resetQueries()}>{en.totp.kept}</Button>
          </Alert>
        ) : on ? (
          <>
            <Text size="sm">{en.totp.on(left)}</Text>
            <Group align="flex-end">
              <PasswordInput label={en.signIn.password} autoComplete="current-password" w={220} value={password} onChange={(e) => setPassword(e.currentTarget.value)} />
              <Button variant="default" onClick={() => disable.mutate()} loading={disable.isPending} disabled={!password}>{en.totp.off}</Button>
            </Group>
          </>
        ) : begin.data ? (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              confirm.mutate();
            }}
          >
            <Stack gap="sm">
              <Text size="sm">{en.totp.scan}</Text>
              <Image src={`data:image/svg+xml;utf8,${encodeURIComponent(begin.data.svg)}`} alt={en.totp.picture} w={200} h={200} />
              <Text size="sm">{en.totp.typed}</Text>
              <Code fz="sm" style={{ overflowWrap: "anywhere" }}>{begin.data.secret}</Code>
              <Group align="flex-end">
                <TextInput label={en.totp.code} autoComplete="one-time-code" inputMode="numeric" required minLength={6} w={160} value={code} onChange={(e) => setCode(e.currentTarget.value)} />
                <Button type="submit" loading={confirm.isPending}>{en.totp.confirm}</Button>
              </Group>
            </Stack>
          </form>
        ) : (
          <Button onClick={() => begin.mutate()} loading={begin.isPending}>{en.totp.begin}</Button>
        )}
        {error && <Alert color="red" role="alert">{error.message}</Alert>}
      </Stack>
    </Card>
  );
}
