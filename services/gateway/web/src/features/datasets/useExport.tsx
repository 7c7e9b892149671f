/** Datasets into one file: asked for, waited for, downloaded. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "@/api/client";
import { useToast } from "@/kit/toast";
import { datasets, startExport } from "./queries";

export function useExport() {
  const { t } = useTranslation("datasets");
  const toast = useToast();
  const [id, setId] = useState<string | null>(null);
  const start = useMutation({ ...startExport, onSuccess: (begun) => setId(begun.id), onError: toast.failed });
  const made = useQuery({ ...datasets.exported(id ?? ""), enabled: id !== null });
  const tell = useRef(toast);
  tell.current = toast;
  const ended = made.data && made.data.state !== "running" && made.data.id === id ? made.data : null;
  useEffect(() => {
    if (!ended) return;
    setId(null);
    if (!ended.url) return tell.current.failed(new Refused(ended.error_message ?? "", 0, "job_failed"));
    const link = document.createElement("a");
    link.href = ended.url;
    link.download = "";
    link.click();
    tell.current.done(t("exported"));
  }, [ended, t]);
  return { busy: start.isPending || id !== null, start: (chosen: string[]) => start.mutate(chosen) };
}
