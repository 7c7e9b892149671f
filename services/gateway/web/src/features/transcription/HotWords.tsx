/** Words that are likely to be said: names of dances and figures, of people and places. */
import { TagsInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Form } from "@/kit/form/Form";
import { FormWindow } from "@/kit/form/FormWindow";
import { useToast } from "@/kit/toast";
import { lessons, setHotWords } from "./queries";

export function HotWords({ close }: { close: () => void }) {
  const { t } = useTranslation("transcription");
  const { data } = useQuery(lessons.hotWords());
  return (
    <FormWindow title={t("hotWords")} close={close}>
      {data && <Words known={data} close={close} />}
    </FormWindow>
  );
}

function Words({ known, close }: { known: string[]; close: () => void }) {
  const { t } = useTranslation("transcription");
  const { t: common } = useTranslation();
  const toast = useToast();
  const form = useForm({ initialValues: { words: known } });
  const save = useMutation({
    ...setHotWords,
    onSuccess: (...told) => {
      setHotWords.onSuccess?.(...told);
      toast.done(common("saved"));
      close();
    },
  });
  return (
    <Form form={form} save={save} send={({ words }) => save.mutate(words)} close={close} label={common("save")}>
      <TagsInput
        label={t("hotWords")}
        description={t("hotWordsWhy")}
        maxTags={200}
        data-autofocus
        clearButtonProps={{ "aria-label": t("clearWords") }}
        {...form.getInputProps("words")}
      />
    </Form>
  );
}
