/** The sample couple, recorded well and in the usual wrong ways. */
import { Group, Image, SimpleGrid, Text } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Tag } from "@/kit/Tag";

const PICTURES = ["good", "far", "cut", "dark", "tilted", "crowd"] as const;
const SIZE = { width: 640, height: 360 };

export function Pictures() {
  const { t } = useTranslation("help");
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
      {PICTURES.map((name) => {
        const right = name === "good";
        const Sign = right ? IconCheck : IconX;
        return (
          <figure key={name} style={{ margin: 0 }}>
            <Image src={`/help/${name}.webp`} alt="" radius="md" loading="lazy" {...SIZE} h="auto" />
            <Group component="figcaption" gap="xs" mt={6} wrap="nowrap" align="flex-start">
              <Tag meaning={right ? "good" : "bad"} leftSection={<Sign size={12} aria-hidden />}>
                {t(right ? "right" : "wrong")}
              </Tag>
              <Text size="sm">{t(`picture.${name}`)}</Text>
            </Group>
          </figure>
        );
      })}
    </SimpleGrid>
  );
}
