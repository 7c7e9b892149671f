/** Says in the corner that something is done, or could not be. */

import { notifications } from "@mantine/notifications";
import { createContext, type ReactNode, Suspense, useContext, useState } from "react";
import { useTranslation } from "react-i18next";
import { lazily } from "@/kit/lazily";
import { useSentence } from "@/words/sentence";

const Toasts = lazily(() => import("./Toasts"), "Toasts");
const Wanting = createContext<() => void>(() => undefined);

/** The corner itself comes with the first toast. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [wanted, setWanted] = useState(false);
  return (
    <Wanting value={() => setWanted(true)}>
      {children}
      {wanted && (
        <Suspense>
          <Toasts />
        </Suspense>
      )}
    </Wanting>
  );
}

export function useToast() {
  const { t } = useTranslation();
  const sentence = useSentence();
  const want = useContext(Wanting);
  const show = (message: string, color: "good" | "bad") => {
    want();
    notifications.show({
      message,
      color,
      role: color === "bad" ? "alert" : "status",
      closeButtonProps: { "aria-label": t("close") },
    });
  };
  return {
    done: (message: string) => show(message, "good"),
    /** What cannot be done as it was asked for */
    refused: (message: string) => show(message, "bad"),
    failed: (error: Error) => show(sentence(error), "bad"),
  };
}
