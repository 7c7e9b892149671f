/** The joints of which the network was least sure: one press chooses each. */
import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { DANCERS, JOINTS, type Spot, sameSpot } from "../editing/couple";

/** More of them are no longer a hint where to look */
const MOST = 6;

interface Props {
  spots: Spot[];
  chosen: Spot | null;
  show: (spot: Spot) => void;
}

export function Unsure({ spots, chosen, show }: Props) {
  const { t } = useTranslation("datasets");
  if (!spots.length) return null;
  return (
    <Group gap={6} role="group" aria-label={t("unsure")}>
      <Text size="sm" c="dimmed">
        {t("unsure")}
      </Text>
      {spots.slice(0, MOST).map((spot) => (
        <Button
          key={`${spot.who} ${spot.joint}`}
          size="compact-sm"
          variant={sameSpot(spot, chosen) ? "filled" : "light"}
          aria-pressed={sameSpot(spot, chosen)}
          onClick={() => show(spot)}
        >
          {t("jointOf", {
            joint: t(`joint.${JOINTS[spot.joint] ?? "nose"}`),
            dancer: t(`dancer.${DANCERS[spot.who]}`),
          })}
        </Button>
      ))}
    </Group>
  );
}
