/** The chosen joint in words, said aloud as well. */
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "@/words/format";
import { type Couple, DANCERS, JOINTS, jointAt, SEEN, type Spot, sameSpot } from "../editing/couple";

interface Props {
  chosen: Spot | null;
  couple: Couple;
  /** Joints that were hardly found */
  ghosts: readonly Spot[];
}

export function Where({ chosen, couple, ghosts }: Props) {
  const { t } = useTranslation("datasets");
  const { number } = useFormats();
  const joint = chosen && jointAt(couple, chosen);
  const ghost = ghosts.some((spot) => sameSpot(spot, chosen));
  const said =
    chosen && joint
      ? t(ghost ? "jointGhost" : joint.seen ? "jointAt" : "jointMissing", {
          joint: t(`joint.${JOINTS[chosen.joint] ?? "nose"}`),
          dancer: t(`dancer.${DANCERS[chosen.who]}`),
          x: number(joint.x, 2, 1),
          y: number(joint.y, 2, 1),
          seen: t(`seen.${SEEN[joint.seen]}`),
        })
      : t("noneChosen");
  return (
    <Text size="sm" aria-live="polite" data-testid="chosen">
      {said}
    </Text>
  );
}
