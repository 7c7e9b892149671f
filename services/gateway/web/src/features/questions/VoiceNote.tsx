/** A voice note, recorded with the browser's own recorder. */
import { Button } from "@mantine/core";
import { useInterval } from "@mantine/hooks";
import { IconMicrophone, IconPlayerStop } from "@tabler/icons-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useToast } from "@/kit/toast";

/** Seconds: what is longer is better said in parts */
const LONGEST = 180;
const TYPES = ["audio/webm", "audio/mp4", "audio/ogg"];

export function VoiceNote({ full, done }: { full: boolean; done: (data: Blob) => void }) {
  const { t } = useTranslation("questions");
  const toast = useToast();
  const recorder = useRef<MediaRecorder | null>(null);
  const [seconds, setSeconds] = useState<number | null>(null);
  const clock = useInterval(() => setSeconds((old) => (old ?? 0) + 1), 1000);
  const stop = useCallback(() => {
    if (recorder.current?.state === "recording") recorder.current.stop();
  }, []);
  useEffect(() => stop, [stop]);
  useEffect(() => {
    if (seconds !== null && seconds >= LONGEST) stop();
  }, [seconds, stop]);
  if (!("MediaRecorder" in window)) return null;
  const start = async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    const made = new MediaRecorder(stream, mimeType ? { mimeType } : {});
    const heard: Blob[] = [];
    made.ondataavailable = ({ data }) => heard.push(data);
    made.onstop = () => {
      for (const track of stream.getTracks()) track.stop();
      clock.stop();
      setSeconds(null);
      if (heard.some((part) => part.size > 0)) done(new Blob(heard, { type: made.mimeType.split(";")[0] ?? "" }));
    };
    recorder.current = made;
    made.start();
    setSeconds(0);
    clock.start();
  };
  return seconds === null ? (
    <Button
      variant="default"
      disabled={full}
      leftSection={<IconMicrophone size={16} aria-hidden />}
      onClick={() => void start().catch(() => toast.refused(t("noMicrophone")))}
    >
      {t("record")}
    </Button>
  ) : (
    <Button color="bad" leftSection={<IconPlayerStop size={16} aria-hidden />} onClick={stop}>
      {t("stop", { seconds })}
    </Button>
  );
}
