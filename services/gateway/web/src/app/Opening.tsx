/** While a page's code and words are on their way. */
import { Center, Loader } from "@mantine/core";
import { useTranslation } from "react-i18next";

export function Opening() {
  const { t } = useTranslation();
  return (
    <Center mih="60vh" role="status" aria-busy>
      <Loader aria-label={t("loading")} />
    </Center>
  );
}
