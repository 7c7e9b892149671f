/** Beside the picture: the chosen joint, and for each dancer what is missing and what can be done at once. */
import { Button, Group, Paper, SegmentedControl, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Command } from "../editing/commands";
import { type Couple, DANCERS, JOINTS, jointAt, SEEN, type Seen, type Spot, type Who } from "../editing/couple";
import { missing } from "../editing/spots";
import { COLOURS, signOf } from "../Skeletons";

const WHO = [0, 1] as const;
/** Of the picture's width: where a dancer is put that was made from the other */
const ASIDE = 0.04;
const CHOICES: Seen[] = [2, 1, 0];

interface Props {
  couple: Couple;
  chosen: Spot | null;
  choose: (spot: Spot | null) => void;
  act: (command: Command) => void;
  copy: () => void;
  still: boolean;
  /** Of the picture */
  width: number;
}

export function BodyPanel({ couple, chosen, choose, act, copy, still, width }: Props) {
  const { t } = useTranslation("datasets");
  const seen = chosen ? jointAt(couple, chosen).seen : 0;
  const see = (next: Seen) => {
    if (!chosen) return;
    if (next === 0) act({ does: "remove", spot: chosen });
    else act({ does: "see", spot: chosen, seen: next });
  };
  return (
    <Stack gap="md">
      <Paper p="md">
        <Stack gap="xs">
          <Text size="sm" fw={600}>
            {chosen ? t(`joint.${JOINTS[chosen.joint] ?? "nose"}`) : t("jointHere")}
          </Text>
          <SegmentedControl
            aria-label={t("isSeen")}
            fullWidth
            disabled={still || !chosen || seen === 0}
            value={String(seen)}
            onChange={(value) => see(Number(value) as Seen)}
            data={CHOICES.map((one) => ({ value: String(one), label: t(`seen.${SEEN[one]}`) }))}
          />
          <Text size="xs" c="dimmed">
            {t("hiddenRule")}
          </Text>
        </Stack>
      </Paper>
      {WHO.map((who) => (
        <Dancer key={who} {...{ who, couple, chosen, choose, act, still, width }} />
      ))}
      <Group gap={6}>
        <Button variant="default" size="compact-sm" disabled={still} onClick={() => act({ does: "swapDancers" })}>
          {t("swapDancers")}
        </Button>
        <Button variant="default" size="compact-sm" disabled={still} onClick={copy}>
          {t("copyBefore")}
        </Button>
      </Group>
    </Stack>
  );
}

function Dancer({ who, couple, chosen, choose, act, still, width }: Omit<Props, "copy"> & { who: Who }) {
  const { t } = useTranslation("datasets");
  const lacks = missing(couple, who);
  const nobody = lacks.length === JOINTS.length;
  const name = t(`dancer.${DANCERS[who]}`);
  const small = { variant: "default", size: "compact-sm", disabled: still } as const;
  return (
    <Paper p="md" component="section" aria-label={name}>
      <Stack gap="xs">
        <Group gap="xs">
          <svg width={16} height={16} viewBox="0 0 16 16" aria-hidden>
            <path d={signOf(who, 8, 8, 6)} fill={COLOURS[who]} />
          </svg>
          <Text size="sm" fw={600}>
            {name}
          </Text>
        </Group>
        <Group gap={6}>
          <Button {...small} onClick={() => act({ does: "swapSides", who })}>
            {t("swapSides")}
          </Button>
          <Button {...small} onClick={() => act({ does: "mirror", who })}>
            {t("mirror")}
          </Button>
          {nobody ? (
            <Button {...small} onClick={() => act({ does: "clone", who, by: width * ASIDE })}>
              {t("clone")}
            </Button>
          ) : (
            <Button {...small} onClick={() => act({ does: "clear", who })}>
              {t("clear")}
            </Button>
          )}
        </Group>
        {lacks.length > 0 && (
          <>
            <Text size="xs" c="dimmed">
              {t("missing")}
            </Text>
            <Group gap={6} role="group" aria-label={t("missingOf", { dancer: name })}>
              {lacks.map((joint) => {
                const on = chosen?.who === who && chosen.joint === joint;
                return (
                  <Button
                    key={joint}
                    size="compact-sm"
                    variant={on ? "filled" : "light"}
                    aria-pressed={on}
                    disabled={still}
                    onClick={() => choose(on ? null : { who, joint })}
                  >
                    {t(`joint.${JOINTS[joint] ?? "nose"}`)}
                  </Button>
                );
              })}
            </Group>
          </>
        )}
      </Stack>
    </Paper>
  );
}
