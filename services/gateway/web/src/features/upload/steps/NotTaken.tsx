/** Why a file that was chosen is not taken, and what to do about it. */
import { Alert } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useTold } from "@/words/sentence";
import type { Refusal } from "../choosing";

export function NotTaken({ refusal: { name, why } }: { refusal: Refusal }) {
  const { t } = useTranslation("upload");
  const told = useTold();
  return (
    <Alert color="bad" role="alert">
      {typeof why === "string" ? t(`hopeless.${why}`, { name }) : `${name}: ${told(why.code, "", { ...why })}`}
    </Alert>
  );
}
