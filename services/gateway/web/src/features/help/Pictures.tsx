/** The sample couple as it should be, and in the usual wrong ways: recorded, and with its joints. */
import { Group, Image, SimpleGrid, Text } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Tag } from "@/kit/Tag";

const RECORDED = ["good", "far", "cut", "dark", "tilted", "crowd"] as const;
const WITH_JOINTS = ["joints", "phantom", "wrong-dancer", "other-head", "no-arm"] as const;
const RIGHT: readonly string[] = ["good", "joints"];
const SIZE = { width: 640, height: 360 };

export function Pictures({ of }: { of: "recording" | "datasets" }) {
  const { t } = useTranslation("help");
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
      {(of === "recording" ? RECORDED : WITH_JOINTS).map((name) => {
        const right = RIGHT.includes(name);
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
