/** What was recorded of a couple, and what became of it. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Couple } from "@/api/client";
import { useMay } from "@/features/account/queries";
import { AnalysesTable } from "./AnalysesTable";

export function CoupleSessions({ couple }: { couple: Couple }) {
  const { t } = useTranslation("analyses");
  const may = useMay();
  const fresh = may("upload") && (
    <Button component={Link} to="/new" search={{ couple: couple.id } as never}>
      {t("fresh")}
    </Button>
  );
  return <AnalysesTable couple={couple.id} first={fresh} />;
}
