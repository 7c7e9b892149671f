/** A running analysis in the tray. */
import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Job } from "@/features/analyses/queries";
import { LiveBar } from "@/kit/LiveBar";

export function JobEntry({ job }: { job: Job }) {
  const { t: common } = useTranslation();
  const name = common(`dance.${job.dance}`);
  return (
    <div>
      <Anchor component={Link} to={`/analyses/${job.id}`} size="sm" fw={600}>
        {name}
      </Anchor>
      <LiveBar progress={job.progress} label={name} />
    </div>
  );
}
