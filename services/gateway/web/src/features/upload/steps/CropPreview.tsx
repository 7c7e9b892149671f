/** What is looked at once the crop is applied: as large as the analysis has it. */
import { Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Crop } from "@/api/client";
import type { Size } from "./region";
import classes from "./steps.module.css";

/** The shorter side of what is analysed, at most */
const SHORT_SIDE = 1080;
const DRAWN = 480;

export function CropPreview({ picture, region, whole }: { picture: string; region: Crop; whole: Size }) {
  const { t } = useTranslation("upload");
  const canvas = useRef<HTMLCanvasElement>(null);
  const { x, y, width, height } = region;
  const scale = Math.min(1, SHORT_SIDE / Math.min(width, height));
  useEffect(() => {
    const image = new Image();
    image.onload = () => {
      const target = canvas.current;
      if (!target) return;
      const share = image.naturalWidth / whole.width;
      const shrink = Math.min(1, DRAWN / Math.max(width, height));
      target.width = Math.round(width * shrink);
      target.height = Math.round(height * shrink);
      const [left, top, wide, high] = [x, y, width, height].map((value) => value * share) as [
        number,
        number,
        number,
        number,
      ];
      target.getContext("2d")?.drawImage(image, left, top, wide, high, 0, 0, target.width, target.height);
    };
    image.src = picture;
  }, [picture, x, y, width, height, whole.width]);
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {t("crop.seen", { width: Math.round(width * scale), height: Math.round(height * scale) })}
      </Text>
      <canvas ref={canvas} className={classes.seen} role="img" aria-label={t("crop.seenLabel")} />
    </div>
  );
}
