/** What is new in a conversation, and whether somebody waits. */
import { useTranslation } from "react-i18next";
import type { Thread } from "@/api/client";
import { Tag } from "@/kit/Tag";

export function StateOf({ thread }: { thread: Thread }) {
  const { t } = useTranslation("questions");
  if (thread.unread > 0) return <Tag meaning="accent">{t("unread", { count: thread.unread })}</Tag>;
  if (thread.kind === "feedback") return null;
  return <Tag meaning={thread.answered ? "good" : "warn"}>{t(thread.answered ? "answered" : "open")}</Tag>;
}
