/** A frame with its two dancers, all that can be done to them, and what is said of it in the end. */
import { Alert, Stack, Text } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconPencil } from "@tabler/icons-react";
import { useBlocker, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DatasetFrame } from "@/api/client";
import { useConfirm } from "@/kit/confirm";
import { useToast } from "@/kit/toast";
import { useFormats } from "@/words/format";
import { coupleOf, jointAt, type Spot, sameSpot } from "../editing/couple";
import { doubtful, ghosts, nextMissing } from "../editing/spots";
import { fitted, showing, WHOLE, zoomed } from "../editing/view";
import { ReasonWindow } from "../ReasonWindow";
import { BodyPanel } from "./BodyPanel";
import classes from "./editor.module.css";
import { KeysWindow } from "./KeysWindow";
import { NoteWindow } from "./NoteWindow";
import { SayBar } from "./SayBar";
import { Stage } from "./Stage";
import { Toolbar } from "./Toolbar";
import { Unsure } from "./Unsure";
import { useEditing } from "./useEditing";
import { useNeighbours } from "./useNeighbours";
import { Versions } from "./Versions";
import { Where } from "./Where";

const ZOOM = 1.5;
type Window = "keys" | "reason" | "note" | null;

export function Editor({ frame }: { frame: DatasetFrame }) {
  const { t } = useTranslation("datasets");
  const { list } = useFormats();
  const toast = useToast();
  const confirm = useConfirm();
  const navigate = useNavigate();
  const editing = useEditing(frame);
  const near = useNeighbours(frame);
  // A new signed address for the same picture would only load it again.
  const [picture] = useState(frame.picture);
  const size = { width: frame.width, height: frame.height };
  const [view, setView] = useState(() => fitted(coupleOf(frame.people), size));
  const [chosen, choose] = useState<Spot | null>(null);
  const [opened, setOpened] = useState<Window>(null);
  const { couple, act, base } = editing;
  const still = Boolean(frame.held_by);
  const who = chosen?.who ?? 0;
  const middle = { x: view.x + size.width / view.scale / 2, y: view.y + size.height / view.scale / 2 };
  const zoom = (by: number) => setView((old) => zoomed(old, old.scale * by, middle, size));

  const fit = () => setView(fitted(couple, size));

  useBlocker({
    shouldBlockFn: async () => {
      if (!editing.unsaved.current) return false;
      const question = { title: t("leaveTitle"), consequence: t("leaveWhy"), action: t("leave") };
      return !(await confirm(question));
    },
    enableBeforeUnload: () => editing.unsaved.current,
  });
  const go = async (to: string | null | undefined) => {
    if (!to || (!still && editing.changed && !(await editing.keep()))) return;
    await navigate({
      to: "/train/datasets/$datasetId/frames/$frameId",
      params: { datasetId: frame.dataset_id, frameId: to },
      search: ((old: object) => old) as never,
    });
  };
  const worst = () => void near.now().then(({ worst: id }) => go(id), toast.failed);
  const copy = async () => {
    try {
      const { earlier } = await near.now();
      if (earlier) act({ does: "take", couple: coupleOf(earlier) });
      else toast.refused(t("noneBefore"));
    } catch (error) {
      toast.failed(error as Error);
    }
  };
  const told = coupleOf(base.people);
  const unsure = doubtful(couple, told, base.confidence);
  const hardly = ghosts(couple, told, base.confidence);
  const show = (spot: Spot) => {
    choose(spot);
    setView((old) => showing(old, jointAt(couple, spot), size));
  };
  const doubt = () => {
    const at = unsure.findIndex((spot) => sameSpot(spot, chosen));
    const next = unsure[(at + 1) % unsure.length];
    if (next) show(next);
  };
  const place = (spot: Spot, to: { x: number; y: number }) => {
    act({ does: "move", spot, to });
    const joint = { ...jointAt(couple, spot), ...to, seen: 2 as const };
    const placed = couple.map((body, one) =>
      one === spot.who ? body.map((old, at) => (at === spot.joint ? joint : old)) : body,
    );
    choose(nextMissing([placed[0] ?? couple[0], placed[1] ?? couple[1]], spot) ?? spot);
  };
  const see = () => {
    if (!chosen) return;
    const { seen } = jointAt(couple, chosen);
    if (hardly.some((spot) => sameSpot(spot, chosen))) act({ does: "see", spot: chosen, seen: 2 });
    else if (seen === 2) act({ does: "see", spot: chosen, seen: 1 });
    else if (seen === 1) act({ does: "remove", spot: chosen });
  };
  const changes: [string, () => void][] = [
    ["mod+Z", () => editing.undo?.()],
    ["mod+shift+Z", () => editing.redo?.()],
    ["mod+Y", () => editing.redo?.()],
    ["mod+S", () => void editing.keep()],
    ["V", see],
    ["Delete", () => chosen && act({ does: "remove", spot: chosen })],
    ["Backspace", () => chosen && act({ does: "remove", spot: chosen })],
    ["X", () => act({ does: "swapSides", who })],
    ["P", () => act({ does: "swapDancers" })],
    ["M", () => act({ does: "mirror", who })],
    ["B", () => void copy()],
    ["G", () => choose(nextMissing(couple, chosen))],
    ["C", () => void editing.say("confirmed")],
    ["U", () => setOpened("reason")],
  ];
  const looks: [string, () => void][] = [
    ["N", () => void near.known().then(({ next }) => go(next), toast.failed)],
    ["shift+N", () => void near.known().then(({ before }) => go(before), toast.failed)],
    ["W", worst],
    ["D", doubt],
    ["+", () => zoom(ZOOM)],
    ["-", () => zoom(1 / ZOOM)],
    ["0", () => setView(WHOLE)],
    ["F", fit],
    ["1", () => choose({ who: 0, joint: 0 })],
    ["2", () => choose({ who: 1, joint: 0 })],
    ["shift+?", () => setOpened("keys")],
  ];
  // A window has keys of its own.
  useHotkeys(opened || editing.conflict ? [] : [...looks, ...(still ? [] : changes)]);
  const doubts = base.state === "new" ? list(base.suspicions.map((one) => t(`suspicion.${one}`))) : "";
  return (
    <div className={classes.page}>
      <Stack gap="xs">
        {still && (
          <Alert icon={<IconPencil aria-hidden />} role="status">
            <span translate="no">{t("heldBy", { name: frame.held_by ?? "" })}</span>
          </Alert>
        )}
        <Toolbar
          editing={editing}
          still={still}
          scale={view.scale}
          zoom={zoom}
          whole={() => setView(WHOLE)}
          fit={fit}
          keys={() => setOpened("keys")}
        />
        <Stage
          picture={picture}
          size={size}
          couple={couple}
          ghosts={hardly}
          view={view}
          setView={setView}
          chosen={chosen}
          choose={choose}
          place={place}
          act={act}
          still={still}
        />
        <Where chosen={chosen} couple={couple} ghosts={hardly} />
        {doubts && (
          <Text size="sm" c="dimmed">
            {t("doubts", { doubts })}
          </Text>
        )}
        {base.state === "new" && <Unsure spots={unsure} chosen={chosen} show={show} />}
      </Stack>
      <Stack gap="md">
        <SayBar
          editing={editing}
          still={still}
          near={near}
          go={(to) => void go(to)}
          worst={worst}
          throwOut={() => setOpened("reason")}
          note={() => setOpened("note")}
        />
        <BodyPanel
          couple={couple}
          chosen={chosen}
          choose={choose}
          act={act}
          copy={() => void copy()}
          still={still}
          width={size.width}
        />
      </Stack>
      {opened === "keys" && <KeysWindow close={() => setOpened(null)} />}
      {opened === "note" && <NoteWindow frame={base} couple={couple} close={() => setOpened(null)} />}
      {opened === "reason" && (
        <ReasonWindow
          choose={(reason) => {
            setOpened(null);
            void editing.say("unusable", reason);
          }}
          close={() => setOpened(null)}
        />
      )}
      {editing.conflict && <Versions mine={couple} picture={picture} size={size} conflict={editing.conflict} />}
    </div>
  );
}
