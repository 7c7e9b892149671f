/** When something was, as people say it; the exact time stands in the hint. */
import { Text } from "@mantine/core";
import { useInterval } from "@mantine/hooks";
import { useState } from "react";
import { useFormats } from "@/words/format";

const MINUTE = 60_000;

export function When({ at }: { at: string }) {
  const { relative, dateTime } = useFormats();
  const [now, setNow] = useState(Date.now);
  useInterval(() => setNow(Date.now()), MINUTE, { autoInvoke: true });
  return (
    <Text component="time" inherit dateTime={at} title={dateTime(at)} style={{ whiteSpace: "nowrap" }}>
      {relative(at, now)}
    </Text>
  );
}
