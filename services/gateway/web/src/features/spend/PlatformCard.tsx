/** What all studios have spent, for whoever runs the platform. */
import { Card, Skeleton, Table, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { studios } from "@/features/studios/queries";
import { Trouble } from "@/kit/Trouble";
import { useFormats } from "@/words/format";
import { BudgetCard } from "./BudgetCard";
import { MICRO } from "./months";
import { setPlatformBudget, spend } from "./queries";

const EXACT = 6;
const MOST = 100;

export function PlatformCard() {
  const { t } = useTranslation("spend");
  const { money, month } = useFormats();
  const found = useQuery(spend.platform());
  const known = useQuery(studios.list());
  const save = useMutation(setPlatformBudget);
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton h={240} />;
  const names = new Map(known.data?.map((studio) => [studio.id, studio.name]));
  const spent = found.data.months.filter((one) => one.spent > 0).slice(-MOST);
  return (
    <>
      <BudgetCard title={t("platform")} budget={found.data.budget} save={save} />
      {spent.length > 0 && (
        <Card>
          <Title order={2} mb="sm">
            {t("studios")}
          </Title>
          <Table.ScrollContainer minWidth={320}>
            <Table aria-label={t("studios")}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("monthOf")}</Table.Th>
                  <Table.Th>{t("studio")}</Table.Th>
                  <Table.Th ta="right">{t("cost")}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {[...spent].reverse().map((one) => (
                  <Table.Tr key={`${one.studio_id} ${one.month}`}>
                    <Table.Td>{month(one.month)}</Table.Td>
                    <Table.Td>{names.get(one.studio_id) ?? t("gone")}</Table.Td>
                    <Table.Td ta="right">{money(one.spent / MICRO, EXACT)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Card>
      )}
    </>
  );
}
