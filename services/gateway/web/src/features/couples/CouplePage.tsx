/** One couple: who they are and who trains them, and what has become of their dancing. */
import { Button, Card, DataList, Group, Skeleton, Stack, Tabs } from "@mantine/core";
import { IconPencil, IconPlus, IconUsers } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Couple, Language } from "@/api/client";
import { useMay } from "@/features/account/queries";
import { DANCES } from "@/kit/dances";
import { Page } from "@/kit/Page";
import { Tag } from "@/kit/Tag";
import { Trouble } from "@/kit/Trouble";
import { ListSkeleton } from "@/kit/table/ListSkeleton";
import { useListState } from "@/kit/table/useListState";
import { useFormats } from "@/words/format";
import { CoupleForm } from "./CoupleForm";
import { useLevels } from "./levels";
import { PeopleForm } from "./PeopleForm";
import { couples, nameOf } from "./queries";
import { COUPLE_TABS } from "./tabs";

export function CouplePage() {
  const { t, i18n } = useTranslation("couples");
  const { coupleId } = useParams({ strict: false }) as { coupleId: string };
  const may = useMay();
  const list = useListState();
  const found = useQuery(couples.one(coupleId));
  const tabs = COUPLE_TABS.filter((tab) => !tab.needs || may(tab.needs));
  const shown = tabs.find((tab) => tab.id === list.filter("tab")) ?? tabs[0];
  const couple = found.data;
  const fresh = may("upload") && couple && (
    <Button
      component={Link}
      to="/new"
      search={{ couple: couple.id } as never}
      leftSection={<IconPlus size={16} aria-hidden />}
    >
      {t("fresh")}
    </Button>
  );
  return (
    <Page title={couple ? nameOf(couple) : undefined} action={fresh}>
      {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Skeleton h={140} />}
      {couple && shown && (
        <Stack gap="lg">
          <Facts couple={couple} />
          <Tabs
            value={shown.id}
            onChange={(tab) => list.change({ tab: tab === tabs[0]?.id ? undefined : (tab ?? undefined) })}
            keepMounted={false}
          >
            <Tabs.List>
              {tabs.map(({ id, label }) => (
                <Tabs.Tab key={id} value={id}>
                  {label[i18n.language as Language]}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            {tabs.map(({ id, component: Shown, label }) => (
              <Tabs.Panel key={id} value={id} pt="md">
                <Suspense fallback={<ListSkeleton label={label[i18n.language as Language]} />}>
                  <Shown couple={couple} />
                </Suspense>
              </Tabs.Panel>
            ))}
          </Tabs>
        </Stack>
      )}
    </Page>
  );
}

function Facts({ couple }: { couple: Couple }) {
  const { t } = useTranslation("couples");
  const levelOf = useLevels();
  const { t: common } = useTranslation();
  const { list } = useFormats();
  const may = useMay();
  const [open, setOpen] = useState<"facts" | "people" | null>(null);
  const close = () => setOpen(null);
  const danced = DANCES.filter((one) => couple.dances.includes(one));
  const accounts = [couple.lead_user_id && couple.lead, couple.follow_user_id && couple.follow].filter(
    (name) => typeof name === "string",
  );
  const facts = [
    [t("tier"), couple.tier || t("notSaid")],
    [t("level"), couple.level || t("notSaid")],
    [
      t("computed"),
      couple.computed_level ? (
        <Tag key="computed" meaning="accent">
          {levelOf(couple.computed_level)}
        </Tag>
      ) : (
        t("notYet")
      ),
    ],
    [t("dances"), danced.length > 0 ? list(danced.map((one) => common(`dance.${one}`))) : t("notSaid")],
    [t("trainers"), couple.trainers.length > 0 ? list(couple.trainers.map((one) => one.name)) : t("noTrainer")],
    [t("signIn"), accounts.length > 0 ? list(accounts) : t("nobody")],
  ] as const;
  const people = new Set<string>([t("trainers"), t("signIn")]);
  return (
    <Card>
      <Group align="flex-start" justify="space-between" gap="lg">
        <DataList size="sm" gap={6} labelWidth="9rem" flex="1 1 18rem">
          {facts.map(([label, value]) => (
            <DataList.Item key={label}>
              <DataList.ItemLabel>{label}</DataList.ItemLabel>
              <DataList.ItemValue translate={people.has(label) ? "no" : undefined}>{value}</DataList.ItemValue>
            </DataList.Item>
          ))}
        </DataList>
        <Group gap="xs">
          {may("manage_couples") && (
            <Button
              variant="default"
              leftSection={<IconPencil size={16} aria-hidden />}
              onClick={() => setOpen("facts")}
            >
              {t("edit")}
            </Button>
          )}
          {may("manage_users") && (
            <Button
              variant="default"
              leftSection={<IconUsers size={16} aria-hidden />}
              onClick={() => setOpen("people")}
            >
              {t("people")}
            </Button>
          )}
        </Group>
      </Group>
      {open === "facts" && <CoupleForm couple={couple} close={close} />}
      {open === "people" && <PeopleForm couple={couple} close={close} />}
    </Card>
  );
}
