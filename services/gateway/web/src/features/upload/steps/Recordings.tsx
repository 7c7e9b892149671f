/** First step: whose recording it is, and the files. */
import { Alert, Button, Select, Stack } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Camera, Couple, Usage } from "@/api/client";
import { useMay } from "@/features/account/queries";
import { couples, nameOf } from "@/features/couples/queries";
import { Trouble } from "@/kit/Trouble";
import { usePhone } from "@/kit/usePhone";
import { choose, chooseMore, type Refusal } from "../choosing";
import type { Draft } from "../drafts/draft";
import { advance } from "../flow/advance";
import type { Editing } from "../useDraft";
import { NotTaken } from "./NotTaken";
import { Together } from "./Together";
import { VideoCard } from "./VideoCard";
import { Zone } from "./Zone";

export function Recordings({ draft, change, usage }: Editing & { usage: Usage }) {
  const { t } = useTranslation("upload");
  const phone = usePhone();
  const known = useQuery(couples.list());
  const [second, setSecond] = useState(false);
  return (
    <Stack>
      {known.isError && <Trouble error={known.error} retry={() => void known.refetch()} />}
      {known.data && <CoupleChoice draft={draft} change={change} known={known.data} />}
      {phone && !draft.videos.A && (
        <Alert color="accent" role="note">
          {t("phoneHint")}
        </Alert>
      )}
      <OneCamera {...{ draft, change, usage }} camera="A" />
      <Together draft={draft} />
      {draft.videos.B || second ? (
        <OneCamera {...{ draft, change, usage }} camera="B" />
      ) : (
        draft.videos.A &&
        !draft.started && (
          <Button
            variant="subtle"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setSecond(true)}
            style={{ alignSelf: "flex-start" }}
          >
            {t("secondCamera")}
          </Button>
        )
      )}
    </Stack>
  );
}

function CoupleChoice({ draft, change, known }: { draft: Draft; change: Editing["change"]; known: Couple[] }) {
  const { t } = useTranslation("upload");
  const may = useMay();
  const only = known.length === 1 ? known[0] : undefined;
  const pick = (couple: Couple | undefined) => {
    if (!couple) return named ? change({ couple: null }) : undefined;
    change({ couple: couple.id, coupleName: nameOf(couple) });
    void advance(draft.id);
  };
  // The address that led here has named it; it may be one that cannot be seen (any more).
  const named = draft.couple !== null && draft.coupleName === "";
  useEffect(() => {
    if (named) pick(known.find(({ id }) => id === draft.couple) ?? only);
    else if (only && !draft.couple) pick(only);
  });
  if (known.length === 0)
    return (
      <Alert color="warn" role="note" title={t("noCouples")}>
        {may("manage_couples") ? <Link to="/couples">{t("registerCouple")}</Link> : t("askForCouple")}
      </Alert>
    );
  return (
    <Select
      label={t("couple")}
      description={draft.session ? t("coupleFixed") : undefined}
      required
      searchable
      allowDeselect={false}
      disabled={draft.session !== null}
      nothingFoundMessage={t("noCouple")}
      placeholder={t("chooseCouple")}
      data={known.map((one) => ({ value: one.id, label: nameOf(one) }))}
      value={draft.couple}
      onChange={(id) => pick(known.find((one) => one.id === id))}
    />
  );
}

interface CameraProps extends Pick<Editing, "draft" | "change"> {
  camera: Camera;
  usage: Usage;
}

function OneCamera({ draft, change, camera, usage }: CameraProps) {
  const { t } = useTranslation("upload");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refusal[]>([]);
  const video = draft.videos[camera];
  const take = async (files: File[]) => {
    setBusy(true);
    setRefused([]);
    let first = true;
    for (const file of files) {
      const why = await (first ? choose(draft, camera, file, usage) : chooseMore(draft, file, usage));
      if (why) setRefused((others) => [...others, why]);
      else if (first) {
        first = false;
        change({});
      }
    }
    setBusy(false);
  };
  const troubles = refused.map((refusal) => <NotTaken key={refusal.name} refusal={refusal} />);
  if (video)
    return (
      <>
        <VideoCard draft={draft} video={video} usage={usage} />
        {troubles}
      </>
    );
  return (
    <Stack gap="xs">
      {troubles}
      <Zone
        label={t(camera === "A" ? "chooseVideo" : "chooseSecond")}
        hint={t(camera === "A" ? "several" : "cameraBWhy")}
        multiple={camera === "A"}
        busy={busy}
        take={(files) => void take(files)}
      />
    </Stack>
  );
}
