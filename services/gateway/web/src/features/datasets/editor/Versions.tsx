/** Somebody else has saved the frame meanwhile: both are shown, one is chosen, the other is behind an undo. */
import { Button, Modal, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { DatasetFrame } from "@/api/client";
import { type Couple, coupleOf } from "../editing/couple";
import type { Size } from "../editing/view";
import { Skeletons } from "../Skeletons";
import classes from "./editor.module.css";

const SMALL = 160;

interface Props {
  mine: Couple;
  picture: string;
  size: Size;
  conflict: { theirs: DatasetFrame; keepMine: () => void; keepTheirs: () => void; later: () => void };
}

export function Versions({ mine, picture, size, conflict }: Props) {
  const { t } = useTranslation("datasets");
  const { t: common } = useTranslation();
  const versions = [
    { name: t("theirs"), couple: coupleOf(conflict.theirs.people), keep: conflict.keepTheirs, label: t("keepTheirs") },
    { name: t("mine"), couple: mine, keep: conflict.keepMine, label: t("keepMine") },
  ];
  return (
    <Modal
      opened
      onClose={conflict.later}
      title={t("changedTitle")}
      size="xl"
      closeButtonProps={{ "aria-label": common("close") }}
    >
      <Stack gap="md">
        <Text size="sm">{common("problem.frame_changed")}</Text>
        <div className={classes.versions}>
          {versions.map(({ name, couple, keep, label }) => (
            <Stack key={name} gap="xs">
              <Text size="sm" fw={600}>
                {name}
              </Text>
              <svg
                className={classes.version}
                viewBox={`0 0 ${size.width} ${size.height}`}
                role="img"
                aria-label={name}
              >
                <image href={picture} width={size.width} height={size.height} />
                <Skeletons couple={couple} size={size.width / SMALL} />
              </svg>
              <Button variant="default" onClick={keep}>
                {label}
              </Button>
            </Stack>
          ))}
        </div>
      </Stack>
    </Modal>
  );
}
