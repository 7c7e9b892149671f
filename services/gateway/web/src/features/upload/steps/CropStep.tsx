/** Third step: the region of the picture that is looked at. Most recordings need none. */
import { Card, Stack, Text, Title } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import type { Camera, Crop, Usage } from "@/api/client";
import { type Draft, usable } from "../drafts/draft";
import { changeVideo } from "../drafts/store";
import { advance } from "../flow/advance";
import { CropEditor } from "./CropEditor";
import { useServerVideo } from "./Quality";

/** A crop is told when nothing has been changed for so long, in milliseconds: the server checks the video anew */
const QUIET = 1500;

export function CropStep({ draft, usage }: { draft: Draft; usage: Usage }) {
  const { t } = useTranslation("upload");
  return (
    <Stack>
      <Text>{t("crop.why")}</Text>
      {usable(draft).map(({ camera }) => (
        <OneCrop key={camera} {...{ draft, camera, usage }} />
      ))}
    </Stack>
  );
}

function OneCrop({ draft, camera, usage }: { draft: Draft; camera: Camera; usage: Usage }) {
  const { t } = useTranslation("upload");
  const video = draft.videos[camera];
  const film = useServerVideo(draft, video)?.film?.facts;
  const tell = useDebouncedCallback(() => void advance(draft.id), QUIET);
  if (!video) return null;
  const size = film
    ? { width: film.original_width, height: film.original_height }
    : { width: video.facts.width, height: video.facts.height };
  const set = (crop: Crop | null) => {
    changeVideo(draft.id, camera, { crop });
    tell();
  };
  return (
    <Card>
      <Title order={2} mb="sm">
        {t("cameraOf", { camera })}
      </Title>
      {size.width && size.height ? (
        <CropEditor {...{ draft, video, usage, set }} width={size.width} height={size.height} />
      ) : (
        <Text c="dimmed">{t("crop.later")}</Text>
      )}
    </Card>
  );
}
