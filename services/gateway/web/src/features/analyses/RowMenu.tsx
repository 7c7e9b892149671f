/** What can be done with one analysis of a list; the menu comes when it is asked for. */

import { ActionIcon } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { type ComponentProps, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AnalysisSummary } from "@/api/client";
import { lazily } from "@/kit/lazily";

const OpenRowMenu = lazily(() => import("./OpenRowMenu"), "OpenRowMenu");

export interface RowProps {
  analysis: AnalysisSummary;
  name: string;
}

export function RowMenu(props: RowProps) {
  const [wanted, setWanted] = useState(false);
  const closed = <DotsButton name={props.name} aria-haspopup="menu" onClick={() => setWanted(true)} />;
  if (!wanted) return closed;
  return (
    <Suspense fallback={closed}>
      <OpenRowMenu {...props} />
    </Suspense>
  );
}

export function DotsButton({ name, color: _, ...rest }: { name: string } & ComponentProps<"button">) {
  const { t } = useTranslation("analyses");
  return (
    <ActionIcon size="lg" aria-label={t("actions", { name })} {...rest}>
      <IconDots size={18} aria-hidden />
    </ActionIcon>
  );
}
