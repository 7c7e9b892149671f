/** The couples within reach: found by name, dance and trainer; a new one is registered here. */
import { Anchor, Button, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Couple } from "@/api/client";
import { useMay } from "@/features/account/queries";
import { users } from "@/features/users/queries";
import { DANCES } from "@/kit/dances";
import { options } from "@/kit/options";
import { Page } from "@/kit/Page";
import { columnsOf } from "@/kit/table/columns";
import { DataTable } from "@/kit/table/DataTable";
import { pagewise } from "@/kit/table/pagewise";
import { useListState } from "@/kit/table/useListState";
import { useFormats } from "@/words/format";
import { CoupleForm } from "./CoupleForm";
import { useLevels } from "./levels";
import { couples, nameOf } from "./queries";

const column = columnsOf<Couple>();

export function CoupleList() {
  const { t } = useTranslation("couples");
  const levelOf = useLevels();
  const { t: common } = useTranslation();
  const format = useFormats();
  const may = useMay();
  const go = useNavigate();
  const list = useListState();
  const dance = DANCES.find((one) => one === list.filter("dance"));
  const trainer = list.filter("trainer");
  const found = useInfiniteQuery({
    ...couples.found({ search: list.search, dance, trainer_id: trainer }),
    placeholderData: keepPreviousData,
  });
  const people = useQuery({ ...users.list(), enabled: may("manage_users") });
  const trainers = people.data?.filter((user) => user.role === "trainer") ?? [];
  const rows = useMemo(() => found.data?.pages.flatMap((page) => page.couples), [found.data]);
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor(nameOf, {
          id: "couple",
          header: t("couple"),
          meta: { card: "title", width: "28%" },
          cell: ({ row: { original } }) => (
            <Anchor component={Link} to={`/couples/${original.id}`} fw={600}>
              {nameOf(original)}
            </Anchor>
          ),
        }),
        column.accessor("tier", {
          header: t("tier"),
          meta: { width: "12%" },
          cell: ({ getValue }) => getValue() || "–",
        }),
        column.accessor("level", {
          header: t("level"),
          meta: { width: "12%" },
          cell: ({ getValue }) => getValue() || "–",
        }),
        column.accessor("computed_level", {
          header: t("computed"),
          meta: { width: "14%" },
          cell: ({ getValue }) => levelOf(getValue()) || "–",
        }),
        column.accessor("dances", {
          header: t("dances"),
          cell: ({ getValue }) => {
            const danced = DANCES.filter((one) => getValue().includes(one));
            return danced.length > 0 ? format.list(danced.map((one) => common(`dance.${one}`))) : "–";
          },
        }),
        column.accessor("trainers", {
          header: t("trainers"),
          cell: ({ getValue }) => {
            const named = getValue().map((one: { name: string }) => one.name);
            return named.length > 0 ? (
              <span translate="no">{format.list(named)}</span>
            ) : (
              <Text inherit c="dimmed" span>
                {t("noTrainer")}
              </Text>
            );
          },
        }),
      ]),
    [t, common, format, levelOf],
  );
  const registering = list.filter("register") !== undefined;
  const register = may("manage_couples") && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => list.change({ register: "1" })}>
      {t("register")}
    </Button>
  );
  const close = () => list.change({ register: undefined });
  return (
    <Page context={t("context")} action={register}>
      <DataTable
        label={t("title")}
        columns={columns}
        rows={rows}
        rowId={(one) => one.id}
        search={t("search")}
        empty={{ title: t("empty"), next: register ? t("emptyNext") : t("emptyAsk"), action: register }}
        filters={[
          { id: "dance", label: t("dance"), options: options(DANCES, (one) => common(`dance.${one}`)) },
          ...(trainers.length > 1
            ? [
                {
                  id: "trainer",
                  compact: true,
                  label: t("trainer"),
                  options: trainers.map(({ id, name }) => ({ value: id, label: name })),
                },
              ]
            : []),
        ]}
        {...pagewise(found)}
      />
      {registering && register && (
        <CoupleForm couple={null} close={close} done={(couple) => void go({ to: `/couples/${couple.id}` })} />
      )}
    </Page>
  );
}
