/** The talk about one recording, beside it: said at the moment in view. */
import { Card, Checkbox, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Watching } from "@/kit/reviewTabs";
import { useFormats } from "@/words/format";
import { Compose } from "./Compose";
import { openThread } from "./queries";
import { Stream } from "./Stream";
import { useAi } from "./useAi";
import { useBeginning } from "./useBeginning";
import { useSecond } from "./useSecond";

export function OfRecording({ watching }: { watching: Watching }) {
  const { t } = useTranslation("questions");
  const { clock } = useFormats();
  const open = useMutation(openThread);
  const { kind, ...words } = useBeginning();
  const second = useSecond(watching);
  const [there, setThere] = useState(true);
  const { analysis, takePicture } = watching;
  const ai = useAi(analysis.evaluation ? analysis.id : null);
  const about = { couple_id: analysis.couple_id, analysis_id: analysis.id };
  const here = () => (there ? { ...about, second: watching.second() } : about);
  return (
    <Stack gap="lg">
      <Card>
        <Compose
          draft={analysis.id}
          {...words}
          about={
            <Checkbox
              label={t("atMoment", { at: clock(second) })}
              checked={there}
              onChange={(event) => setThere(event.currentTarget.checked)}
            />
          }
          send={(said) => open.mutateAsync({ kind, about: here(), said })}
          askAi={ai.can ? (said) => open.mutateAsync({ kind: "question", about: here(), said, to: "ai" }) : undefined}
          hint={ai.hint}
          takePicture={takePicture}
          pinned={watching.pinned}
          unpin={watching.unpin}
        />
      </Card>
      <Stream
        wanted={{ analysis_id: analysis.id }}
        empty={{ title: t("emptyHere"), next: t("emptyHereNext") }}
        go={watching.go}
        takePicture={takePicture}
      />
    </Stack>
  );
}
