/** The outputs, called what they are for. */
import { Anchor, Card, SimpleGrid, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { fileAddress } from "@/features/analyses/queries";

export function Files({ id, names }: { id: string; names: string[] }) {
  const { t } = useTranslation("review");
  return (
    <Card>
      <Title order={2} mb="sm">
        {t("files")}
      </Title>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
        {names.map((name) => (
          <Anchor key={name} href={fileAddress(id, name)} target="_blank" size="sm" mih="1.5rem">
            {t(`file.${name.replace(".", "_") as "report_pdf"}`, { defaultValue: name })}
          </Anchor>
        ))}
      </SimpleGrid>
    </Card>
  );
}
