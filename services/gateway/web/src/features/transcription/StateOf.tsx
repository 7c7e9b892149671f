/** Where a recording is. */
import { useTranslation } from "react-i18next";
import type { Transcription } from "@/api/client";
import { StateTag } from "@/kit/StateTag";
import { Tag } from "@/kit/Tag";

export function StateOf({ state }: { state: Transcription["state"] }) {
  const { t } = useTranslation("transcription");
  return state === "uploading" ? <Tag meaning="accent">{t("uploading")}</Tag> : <StateTag state={state} />;
}
