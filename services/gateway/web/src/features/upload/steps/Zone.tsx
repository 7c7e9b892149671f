/** Where a recording is dropped or chosen. */
import { Button, Loader, Paper, Stack, Text } from "@mantine/core";
import { IconVideoPlus } from "@tabler/icons-react";
import { useDropzone } from "react-dropzone";
import { useTranslation } from "react-i18next";
import { usePhone } from "@/kit/usePhone";
import classes from "./steps.module.css";

interface Props {
  label: string;
  hint?: string;
  multiple?: boolean;
  busy: boolean;
  take: (files: File[]) => void;
}

export function Zone({ label, hint, multiple = false, busy, take }: Props) {
  const { t } = useTranslation("upload");
  const phone = usePhone();
  const { getRootProps, getInputProps, open, isDragActive } = useDropzone({
    multiple,
    noClick: true,
    noKeyboard: true,
    // What is no video is told in words of ours, with what to do.
    onDrop: (taken) => taken.length > 0 && take(taken),
  });
  return (
    <Paper {...getRootProps({ className: isDragActive ? classes.over : classes.zone })} p={phone ? "md" : "lg"}>
      <input {...getInputProps({ accept: "video/*", "aria-label": label, tabIndex: -1 })} />
      <Stack align="center" gap="xs">
        {busy ? <Loader size="sm" aria-label={t("reading")} /> : <IconVideoPlus size={32} stroke={1.5} aria-hidden />}
        {!phone && <Text size="sm">{t("drop")}</Text>}
        <Button onClick={open} disabled={busy} fullWidth={phone} size={phone ? "md" : "sm"}>
          {label}
        </Button>
        {hint && (
          <Text size="sm" c="dimmed" ta="center">
            {hint}
          </Text>
        )}
      </Stack>
    </Paper>
  );
}
