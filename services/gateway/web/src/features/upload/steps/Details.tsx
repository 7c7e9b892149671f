/** Last step: what was danced, in which language it is written of, and notes. */
import { Select, Stack, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { DANCES } from "@/kit/dances";
import { INSIGHT, INSIGHTS } from "@/kit/insights";
import { options } from "@/kit/options";
import { LANGUAGE_NAMES, LANGUAGES } from "@/words/languages";
import type { Editing } from "../useDraft";

const MOST_NOTES = 2000;

export function Details({ draft, change, missing }: Editing & { missing: boolean }) {
  const { t } = useTranslation("upload");
  const { t: common } = useTranslation();
  return (
    <Stack>
      <Select
        label={t("dance")}
        required
        allowDeselect={false}
        placeholder={t("chooseDance")}
        data={options(DANCES, (dance) => common(`dance.${dance}`))}
        value={draft.dance}
        onChange={(dance) => change({ dance })}
        error={missing && !draft.dance && common("rule.needed")}
      />
      <Select
        label={t("language")}
        description={t("languageWhy")}
        required
        allowDeselect={false}
        data={options(LANGUAGES, (language) => LANGUAGE_NAMES[language])}
        value={draft.language}
        onChange={(language) => change({ language })}
      />
      <Select
        label={common("insight.label")}
        description={common("insight.why")}
        allowDeselect={false}
        data={options(INSIGHTS, (insight) => common(`insight.${insight}`))}
        value={draft.insight ?? INSIGHT}
        onChange={(insight) => insight && change({ insight })}
      />
      <Textarea
        label={t("notes")}
        description={t("notesWhy")}
        autosize
        minRows={3}
        maxLength={MOST_NOTES}
        value={draft.notes}
        onChange={({ currentTarget }) => change({ notes: currentTarget.value })}
      />
    </Stack>
  );
}
