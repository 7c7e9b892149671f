/** Draws a region on a picture of the recording: by dragging, by keys, or by typed pixels. */
import { Button, Group, NumberInput, Select, SimpleGrid, Slider, Stack, Text } from "@mantine/core";
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import ReactCrop, { type PercentCrop } from "react-image-crop";
import "react-image-crop/dist/ReactCrop.css";
import type { Crop, Usage } from "@/api/client";
import { useFormats } from "@/words/format";
import { type Refusal, showAgain } from "../choosing";
import type { Draft, DraftVideo } from "../drafts/draft";
import { fileOf } from "../drafts/store";
import { CropPreview } from "./CropPreview";
import { NotTaken } from "./NotTaken";
import { bound, byKey, orNone, type Size, shaped } from "./region";
import classes from "./steps.module.css";
import { usePicture } from "./usePicture";
import { Zone } from "./Zone";

const RATIOS: Record<string, number | undefined> = {
  free: undefined,
  "16:9": 16 / 9,
  "4:3": 4 / 3,
  "1:1": 1,
  "9:16": 9 / 16,
};
const FIELDS = ["x", "y", "width", "height"] as const;
const KEY_STEP = 10;

interface Props extends Size {
  draft: Draft;
  video: DraftVideo;
  usage: Usage;
  set: (crop: Crop | null) => void;
}

export function CropEditor({ draft, video, usage, width, height, set }: Props) {
  const { t } = useTranslation("upload");
  const { clock } = useFormats();
  const help = useId();
  const size = { width, height };
  const [shape, setShape] = useState("free");
  const seconds = video.facts.seconds ?? 0;
  const [second, setSecond] = useState(seconds / 2);
  const here = fileOf(draft.id, video.camera) !== undefined;
  const picture = usePicture(draft, video, second);
  const ratio = RATIOS[shape];
  const { crop } = video;
  const region: Crop = crop ?? { x: 0, y: 0, ...size };
  const change = (next: Crop) => set(orNone(bound(next, size), size));
  const keys = (event: KeyboardEvent) => {
    const next = byKey(event.key, event.shiftKey, region, size, KEY_STEP, ratio);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    change(next);
  };
  const drawn = ({ x, y, width: wide, height: high }: PercentCrop) => {
    if (wide > 0 && high > 0)
      change({
        x: (x * width) / 100,
        y: (y * height) / 100,
        width: (wide * width) / 100,
        height: (high * height) / 100,
      });
  };
  const shown: PercentCrop | undefined = crop
    ? {
        unit: "%",
        x: (100 * crop.x) / width,
        y: (100 * crop.y) / height,
        width: (100 * crop.width) / width,
        height: (100 * crop.height) / height,
      }
    : undefined;
  return (
    <Stack gap="md">
      {picture ? (
        <>
          {/* biome-ignore lint/a11y/useSemanticElements: a picture that takes keys has no element of its own */}
          <div
            className={classes.stage}
            role="group"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the region is moved by keys
            tabIndex={0}
            aria-label={t("crop.region")}
            aria-describedby={help}
            onKeyDownCapture={keys}
          >
            <ReactCrop crop={shown} aspect={ratio} onChange={(_pixels, percent) => drawn(percent)} ruleOfThirds>
              <img src={picture} alt={t("crop.picture")} draggable={false} />
            </ReactCrop>
          </div>
          <Text id={help} size="sm" c="dimmed">
            {t("crop.keys")}
          </Text>
          {here && seconds > 0 && (
            <div>
              <Text size="sm" mb={4}>
                {t("crop.moment", { at: clock(second) })}
              </Text>
              <Slider
                aria-label={t("crop.momentLabel")}
                thumbLabel={t("crop.momentLabel")}
                min={0}
                max={seconds}
                step={0.1}
                defaultValue={second}
                label={clock}
                onChangeEnd={setSecond}
              />
            </div>
          )}
        </>
      ) : here ? (
        <Text c="dimmed">{t("crop.noPicture")}</Text>
      ) : (
        <ShowAgain {...{ draft, video, usage }} />
      )}
      <Group align="flex-end" gap="sm">
        <Select
          label={t("crop.shape")}
          w="9rem"
          allowDeselect={false}
          data={Object.keys(RATIOS).map((value) => ({ value, label: value === "free" ? t("crop.free") : value }))}
          value={shape}
          onChange={(next) => {
            setShape(next ?? "free");
            const wanted = RATIOS[next ?? "free"];
            if (wanted) change(shaped(crop, wanted, size));
          }}
        />
        <Button variant="default" disabled={crop === null} onClick={() => set(null)}>
          {t("crop.whole")}
        </Button>
      </Group>
      <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
        {FIELDS.map((field) => (
          <Pixels
            key={field}
            label={t(`crop.${field}`)}
            most={field === "x" || field === "width" ? width : height}
            value={region[field]}
            set={(value) => change({ ...region, [field]: value })}
          />
        ))}
      </SimpleGrid>
      {picture && <CropPreview picture={picture} region={region} whole={size} />}
    </Stack>
  );
}

/** The page was loaded anew, and the browser has not kept the file: it is shown when it is chosen once more. */
function ShowAgain({ draft, video, usage }: Pick<Props, "draft" | "video" | "usage">) {
  const { t } = useTranslation("upload");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refusal | null>(null);
  const take = async ([file]: File[]) => {
    if (!file) return;
    setBusy(true);
    setRefused(await showAgain(draft, video.camera, file, usage).finally(() => setBusy(false)));
  };
  return (
    <Stack gap="xs">
      {refused && <NotTaken refusal={refused} />}
      <Zone
        label={t("chooseAgain")}
        hint={t("crop.again", { name: video.name })}
        busy={busy}
        take={(files) => void take(files)}
      />
    </Stack>
  );
}

interface PixelsProps {
  label: string;
  most: number;
  value: number;
  set: (value: number) => void;
}

/** Half a number is none: it counts when the field is left. */
function Pixels({ label, most, value, set }: PixelsProps) {
  const [typed, setTyped] = useState<number | string>(value);
  useEffect(() => setTyped(value), [value]);
  const take = () => typeof typed === "number" && typed !== value && set(typed);
  return (
    <NumberInput
      label={label}
      min={0}
      max={most}
      allowDecimal={false}
      hideControls
      inputMode="numeric"
      value={typed}
      onChange={setTyped}
      onBlur={take}
      onKeyDown={({ key }) => key === "Enter" && take()}
    />
  );
}
