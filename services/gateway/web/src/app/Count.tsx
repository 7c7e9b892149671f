/** How many things wait on a page, beside its name; nothing where none do. */
import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { PageInfo } from "@/kit/pages";
import { useFormats } from "@/words/format";

export function Count({ page: { useCount = none } }: { page: PageInfo }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const count = useCount();
  if (count === 0) return null;
  return (
    <Badge size="sm" circle={count < 10} aria-label={t("waiting", { count })}>
      {number(count)}
    </Badge>
  );
}

const none = () => 0;
