/** Where the tray of uploads and jobs is: it is loaded when there is something to show. */
import { useQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import type { SessionOwner } from "@/api/client";
import { analyses } from "@/features/analyses/queries";
import { useTrayFlag } from "@/features/upload/tray/flag";
import { lazily } from "@/kit/lazily";
import { useCurrentPage } from "@/kit/pages";
import { usePhone } from "@/kit/usePhone";
import type { May } from "./pages";

const Tray = lazily(() => import("@/features/upload/tray/Tray"), "Tray");

export function TrayPlace({ owner, may }: { owner: SessionOwner; may: May }) {
  const kept = useTrayFlag();
  const phone = usePhone();
  const page = useCurrentPage();
  const seesJobs = may("see_analyses");
  const running = useQuery({ ...analyses.work(), enabled: seesJobs });
  const some = kept || (running.data?.jobs.length ?? 0) > 0;
  // On a phone the form has its buttons where the tray would lie, and says itself how far its files are.
  if (!some || !may("upload") || (phone && page?.phone === "add")) return null;
  return (
    <Suspense>
      <Tray owner={owner.actor.user_id} seesJobs={seesJobs} />
    </Suspense>
  );
}
