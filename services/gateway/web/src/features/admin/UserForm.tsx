/** Invite a user, or edit one: role, language, quotas, couples to train, second factor, password. */
import { Button, Group, Modal, MultiSelect, NumberInput, Select, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type Language, type PersonRole, type User } from "../../api/client";
import { FormEnd } from "../../components/FormEnd";
import { options } from "../../components/options";
import { en } from "../../en";
import { me } from "../account/Frame";

const number = (value: number | string) => (value === "" ? null : Number(value));

export function UserForm({ user, close }: { user: User | null; close: () => void }) {
  const queries = useQueryClient();
  const owner = useQuery(me);
  const couples = useQuery({ queryKey: ["couples"], queryFn: async () => body(await api.GET("/v1/couples")).couples });
  const [email, setEmail] = useState(user?.email ?? "");
  const [name, setName] = useState(user?.name ?? "");
  const [role, setRole] = useState<PersonRole>((user?.role as PersonRole) ?? "dancer");
  const [language, setLanguage] = useState<Language>(user?.language ?? "en");
  const [active, setActive] = useState(user?.active ?? true);
  const [uploads, setUploads] = useState<number | string>(user?.quota_uploads ?? "");
  const [minutes, setMinutes] = useState<number | string>(user?.quota_minutes ?? "");
  const [trained, setTrained] = useState<string[]>(user?.role === "trainer" ? user.couples : []);
  const own = owner.data?.actor.user_id === user?.id;
  const roles = Object.fromEntries(Object.entries(en.role).filter(([one]) => one !== "platform_admin" || owner.data?.permissions?.includes("manage_platform")));
  const done = () => Promise.all([queries.invalidateQueries({ queryKey: ["users"] }), queries.invalidateQueries({ queryKey: ["couples"] })]);

  const save = useMutation({
    mutationFn: async () => {
      const quotas = { quota_uploads: number(uploads), quota_minutes: number(minutes) };
      if (!user) return void (await api.POST("/v1/users", { body: { email, name, role, language, ...quotas } }));
      const path = { user_id: user.id };
      await api.PATCH("/v1/users/{user_id}", { params: { path }, body: { name, language, ...quotas, unlimited: true, ...(own ? {} : { role, active }) } });
      const before = user.role === "trainer" ? user.couples : [];
      for (const couple of new Set([...before, ...trained]))
        if (before.includes(couple) !== trained.includes(couple))
          await api.PUT("/v1/couples/{couple_id}/trainers/{user_id}", { params: { path: { ...path, couple_id: couple } }, body: { assigned: trained.includes(couple) } });
    },
    onSuccess: async () => {
      await done();
      close();
    },
  });
  const act = useMutation({
    mutationFn: async (what: "totp" | "password") => {
      const params = { path: { user_id: user?.id ?? "" } };
      if (what === "totp") await api.DELETE("/v1/users/{user_id}/totp", { params });
      else await api.POST("/v1/users/{user_id}/password-reset", { params });
      return what;
    },
    onSuccess: done,
  });
  const error = save.error ?? act.error;
  return (
    <Modal opened onClose={close} title={user ? user.email : en.users.invite}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap="sm">
          {!user && <TextInput label={en.signIn.email} type="email" required value={email} onChange={(e) => setEmail(e.currentTarget.value)} />}
          <TextInput label={en.users.name} required value={name} onChange={(e) => setName(e.currentTarget.value)} />
          <Select label={en.users.role} allowDeselect={false} disabled={own} value={role} onChange={(v) => setRole(v as PersonRole)} data={options(roles)} />
          <Select label={en.profile.language} allowDeselect={false} value={language} onChange={(v) => setLanguage(v as Language)} data={options(en.language)} />
          <Group grow>
            <NumberInput label={en.users.uploads} placeholder={en.users.unlimited} min={0} value={uploads} onChange={setUploads} />
            <NumberInput label={en.users.minutes} placeholder={en.users.unlimited} min={0} value={minutes} onChange={setMinutes} />
          </Group>
          {user && role === "trainer" && (
            <MultiSelect label={en.users.trains} searchable value={trained} onChange={setTrained} data={couples.data?.map((one) => ({ value: one.id, label: `${one.lead} & ${one.follow}` })) ?? []} />
          )}
          {user && !own && <Switch label={en.users.mayIn} checked={active} onChange={(e) => setActive(e.currentTarget.checked)} />}
          {user && (
            <Group gap="xs">
              <Button size="xs" variant="default" onClick={() => act.mutate("password")}>{user.invited ? en.users.inviteAgain : en.users.resetPassword}</Button>
              {user.totp && <Button size="xs" variant="default" onClick={() => act.mutate("totp")}>{en.users.resetTotp}</Button>}
            </Group>
          )}
          {act.isSuccess && <Text size="sm" c="green" role="status">{act.data === "totp" ? en.users.totpGone : en.users.sent}</Text>}
          <FormEnd error={error} close={close} saving={save.isPending} label={user ? en.profile.save : en.users.invite} />
        </Stack>
      </form>
    </Modal>
  );
}
