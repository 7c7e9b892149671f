/** Says in the corner that something is done, or could not be. */
import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import { useSentence } from "@/words/sentence";

export function useToast() {
  const { t } = useTranslation();
  const sentence = useSentence();
  const show = (message: string, color: "good" | "bad") =>
    notifications.show({
      message,
      color,
      role: color === "bad" ? "alert" : "status",
      closeButtonProps: { "aria-label": t("close") },
    });
  return {
    done: (message: string) => show(message, "good"),
    failed: (error: Error) => show(sentence(error), "bad"),
  };
}
