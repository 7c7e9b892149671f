/** Where a model comes from: base, datasets with their versions, split, recipe, program. */
import { Box, SimpleGrid, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { TrainingRunDetails } from "@/api/client";
import { useFormats } from "@/words/format";

export function Lineage({ run }: { run: TrainingRunDetails }) {
  const { t } = useTranslation("training");
  const { number } = useFormats();
  const { recipe, split, difference } = run;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" my="sm">
      <Fact label={t("base")}>
        <span translate="no">{run.base_model}</span>
      </Fact>
      <Fact label={t("registered")}>{run.model && <span translate="no">{run.model}</span>}</Fact>
      <Fact label={t("learnedFrom")}>
        <Stack gap={0}>
          {run.datasets.map((one) => (
            <span key={one.id}>
              <span translate="no">{one.name}</span>
              {one.version &&
                `: ${t("frames", { count: one.frames, shown: number(one.frames) })}, ${t("version", { version: one.version })}`}
            </span>
          ))}
        </Stack>
      </Fact>
      <Fact label={t("split")}>
        {split &&
          t("splitIs", {
            train: number(split.train_frames),
            trainCouples: number(split.train_couples),
            held: number(split.held_out_frames),
            heldCouples: number(split.held_out_couples),
          })}
      </Fact>
      <Fact label={t("recipe")}>
        {t("recipeIs", {
          steps: number(recipe.steps),
          batch: number(recipe.batch),
          side: number(recipe.side),
          rate: number(recipe.learning_rate, 4, 0),
          seed: recipe.seed,
        })}
        {run.stopped_early && `; ${t("early")}`}
      </Fact>
      <Fact label={t("difference")}>{difference != null && number(difference, 7, 0)}</Fact>
      <Fact label={t("revision")}>{run.revision && <code>{run.revision.slice(0, 12)}</code>}</Fact>
    </SimpleGrid>
  );
}

/** Nothing where it is not known. */
function Fact({ label, children }: { label: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <Box>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text component="div" size="sm" style={{ overflowWrap: "anywhere" }}>
        {children}
      </Text>
    </Box>
  );
}
