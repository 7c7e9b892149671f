/** Feedback for the couple about what is seen in a frame; the frame with its skeletons lies beside it. */
import { Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DatasetFrame } from "@/api/client";
import { analyses } from "@/features/analyses/queries";
import { openThread } from "@/features/questions/queries";
import { Problem } from "@/kit/Trouble";
import { useToast } from "@/kit/toast";
import type { Couple } from "../editing/couple";
import { pictureOf } from "../queries";
import { drawn } from "./drawn";

const LONGEST = 4000;

export function NoteWindow({ frame, couple, close }: { frame: DatasetFrame; couple: Couple; close: () => void }) {
  const { t } = useTranslation("datasets");
  const { t: common } = useTranslation();
  const toast = useToast();
  const [text, setText] = useState("");
  const [picture, setPicture] = useState<Blob | null>(null);
  const [trouble, setTrouble] = useState<Error | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is sent is what was seen when it was opened
  useEffect(() => {
    pictureOf(frame)
      .then((bitmap) => drawn(bitmap, couple))
      .then(setPicture, setTrouble);
  }, []);
  const open = useMutation(openThread);
  const send = useMutation({
    mutationFn: async (_said: string, { client }) => {
      const { couple_id } = await client.fetchQuery(analyses.one(frame.analysis_id));
      const about = { couple_id, analysis_id: frame.analysis_id, second: frame.second };
      const said = { text: text.trim(), attachments: picture ? [picture] : [] };
      await open.mutateAsync({ kind: "feedback", about, said });
    },
    onSuccess: () => {
      toast.done(t("noteSent"));
      close();
    },
  });
  return (
    <Modal opened onClose={close} title={t("note")} size="lg" closeButtonProps={{ "aria-label": common("close") }}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t("noteWhy")}
        </Text>
        {picture && <Shown picture={picture} />}
        <Textarea
          label={t("noteText")}
          autosize
          minRows={3}
          maxLength={LONGEST}
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Problem error={send.error ?? trouble} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {common("cancel")}
          </Button>
          <Button
            loading={send.isPending}
            disabled={!text.trim() || (!picture && !trouble)}
            onClick={() => send.mutate(text)}
          >
            {t("noteSend")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Shown({ picture }: { picture: Blob }) {
  const { t } = useTranslation("datasets");
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(picture);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  return address ? <img src={address} alt={t("notePicture")} style={{ width: "100%", borderRadius: 8 }} /> : null;
}
