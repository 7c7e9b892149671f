/** Light, dark, or as the system has it; kept in this browser. */
import { type MantineColorScheme, useMantineColorScheme } from "@mantine/core";
import { useTranslation } from "react-i18next";

const LOOKS = ["auto", "light", "dark"] as const;

export function useLook() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return {
    chosen: colorScheme,
    choose: (look: string) => setColorScheme(look as MantineColorScheme),
    choices: LOOKS.map((value) => ({ value, label: t(`look.${value}`) })),
  };
}
