/** Where one is signed in; another browser can be signed out from here. */
import { Button, Card, Text, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { WebSession } from "@/api/client";
import { Tag } from "@/kit/Tag";
import { columnsOf } from "@/kit/table/columns";
import { DataTable } from "@/kit/table/DataTable";
import { useToast } from "@/kit/toast";
import { When } from "@/kit/When";
import { account, endSession } from "./queries";

const column = columnsOf<WebSession>();

export function Sessions() {
  const { t } = useTranslation("account");
  const toast = useToast();
  const owner = useQuery(account.owner());
  const sessions = useQuery(account.sessions());
  const end = useMutation({ ...endSession, onError: toast.failed });
  return (
    <Card>
      <Title order={2} mb="sm">
        {t("sessions.title")}
      </Title>
      <DataTable
        plain
        label={t("sessions.title")}
        rows={sessions.data}
        rowId={(one) => one.id}
        error={sessions.error}
        retry={() => void sessions.refetch()}
        empty={{ title: t("sessions.none") }}
        columns={column.columns([
          column.accessor("address", {
            header: t("sessions.from"),
            meta: { card: "title" },
            cell: ({ row: { original } }) => (
              <>
                {original.address || "–"}
                <Text size="xs" c="dimmed" fw={400} lineClamp={1} title={original.agent}>
                  {original.agent}
                </Text>
              </>
            ),
          }),
          column.accessor("created_at", {
            header: t("sessions.since"),
            cell: ({ getValue }) => <When at={getValue()} />,
          }),
          column.display({
            id: "end",
            header: "",
            meta: { card: "corner", align: "right" },
            cell: ({ row: { original } }) =>
              original.id === owner.data?.session_id ? (
                <Tag meaning="good">{t("sessions.here")}</Tag>
              ) : (
                <Button size="xs" variant="default" onClick={() => end.mutate(original.id)}>
                  {t("sessions.end")}
                </Button>
              ),
          }),
        ])}
      />
    </Card>
  );
}
