/** Says above the page that the line is down, or that a part of the platform is; both are tried again by themselves. */
import { Alert } from "@mantine/core";
import { IconCloudOff } from "@tabler/icons-react";
import { onlineManager, useIsFetching } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { isPassing } from "@/api/patience";
import classes from "./Shell.module.css";

const subscribe = (listener: () => void) => onlineManager.subscribe(listener);

export function Line() {
  const { t } = useTranslation();
  const online = useSyncExternalStore(subscribe, () => onlineManager.isOnline());
  const trying = useIsFetching({ predicate: ({ state }) => isPassing(state.fetchFailureReason) }) > 0;
  if (online && !trying) return null;
  return (
    <div className={classes.line}>
      <Alert color="warn" role="status" icon={<IconCloudOff aria-hidden />} p="sm">
        {t(online ? "away.part" : "away.offline")} {t("away.kept")}
      </Alert>
    </div>
  );
}
