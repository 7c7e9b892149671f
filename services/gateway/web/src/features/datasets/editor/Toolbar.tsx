/** Over the picture: back and forth in time, nearer and farther. */
import { ActionIcon, Button, Group, Text, Tooltip } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconFocusCentered,
  IconKeyboard,
  IconMinus,
  IconPlus,
  IconZoomReset,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { HelpLink } from "@/kit/HelpLink";
import { useFormats } from "@/words/format";
import { Mark } from "../Mark";
import type { Editing } from "./useEditing";

const STEP = 1.5;

interface Props {
  editing: Editing;
  still: boolean;
  scale: number;
  zoom: (by: number) => void;
  whole: () => void;
  fit: () => void;
  keys: () => void;
}

export function Toolbar({ editing, still, scale, zoom, whole, fit, keys }: Props) {
  const { t } = useTranslation("datasets");
  const { t: common } = useTranslation();
  const { percent } = useFormats();
  return (
    <Group gap={4}>
      <Act label={t("undo")} act={editing.undo} off={still} icon={<IconArrowBackUp size={18} aria-hidden />} />
      <Act label={t("redo")} act={editing.redo} off={still} icon={<IconArrowForwardUp size={18} aria-hidden />} />
      <Act label={t("farther")} act={() => zoom(1 / STEP)} icon={<IconMinus size={18} aria-hidden />} />
      <Text size="sm" miw="3.5em" ta="center">
        {percent(scale)}
      </Text>
      <Act label={t("nearer")} act={() => zoom(STEP)} icon={<IconPlus size={18} aria-hidden />} />
      <Act label={t("whole")} act={whole} icon={<IconZoomReset size={18} aria-hidden />} />
      <Act label={t("fit")} act={fit} icon={<IconFocusCentered size={18} aria-hidden />} />
      <Act label={t("keys")} act={keys} icon={<IconKeyboard size={18} aria-hidden />} />
      <Group gap="sm" ml="auto">
        <Mark frame={editing.base} />
        <HelpLink about="datasets" />
        <Button
          variant="default"
          disabled={still || !editing.changed}
          loading={editing.saving}
          onClick={() => void editing.keep()}
        >
          {common("save")}
        </Button>
      </Group>
    </Group>
  );
}

function Act({
  label,
  icon,
  act,
  off,
}: {
  label: string;
  icon: ReactNode;
  act: (() => void) | undefined;
  off?: boolean;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon size="lg" variant="default" aria-label={label} disabled={off || !act} onClick={act}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
