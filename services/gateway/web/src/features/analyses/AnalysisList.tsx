/** The analyses of all couples one may see. */
import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "@/features/account/queries";
import { Page } from "@/kit/Page";
import { AnalysesTable } from "./AnalysesTable";

export function AnalysisList() {
  const { t } = useTranslation("analyses");
  const may = useMay();
  const fresh = may("upload") && (
    <Button component={Link} to="/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {t("fresh")}
    </Button>
  );
  return (
    <Page action={fresh}>
      <AnalysesTable first={fresh} />
    </Page>
  );
}
