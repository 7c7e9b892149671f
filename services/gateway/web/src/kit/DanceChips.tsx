/** Which dances something is about: any number of them. */
import { Chip, Group, Input } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { DANCES } from "./dances";

interface Props {
  label: string;
  description?: string;
  /** Beside the rest of what a form's `getInputProps` gives */
  value?: string[];
  onChange?: (dances: string[]) => void;
}

export function DanceChips({ label, description, ...chosen }: Props) {
  const { t } = useTranslation();
  return (
    <Input.Wrapper label={label} description={description} labelElement="div">
      <Chip.Group multiple {...chosen}>
        <Group gap="xs" mt="xs" role="group" aria-label={label}>
          {DANCES.map((dance) => (
            <Chip key={dance} value={dance} variant="light">
              {t(`dance.${dance}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Input.Wrapper>
  );
}
