/** A failed load, in words, with a way to try again. */
import { Alert, Button, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSentence } from "@/words/sentence";

export function Trouble({ error, retry }: { error: Error; retry: () => void }) {
  const { t } = useTranslation();
  const sentence = useSentence();
  return (
    <Alert color="bad" role="alert" icon={<IconAlertTriangle aria-hidden />}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{sentence(error)}</Text>
        <Button variant="default" onClick={retry}>
          {t("retry")}
        </Button>
      </Stack>
    </Alert>
  );
}

/** What a form's sending or a button ended in; nothing while all is well. */
export function Problem({ error }: { error: Error | null }) {
  const sentence = useSentence();
  if (!error) return null;
  return (
    <Alert color="bad" role="alert">
      {sentence(error)}
    </Alert>
  );
}
