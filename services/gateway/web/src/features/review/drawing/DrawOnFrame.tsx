/** Draw on the frame in view: a picture of it, tools beside it, and the result as a file. */
import { ActionIcon, Button, Group, Modal, SegmentedControl, TextInput, Tooltip } from "@mantine/core";
import { IconArrowBackUp, IconArrowForwardUp, IconCheck, IconDownload, IconMessagePlus } from "@tabler/icons-react";
import { type PointerEvent, useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { PENS, type Pen } from "@/kit/tokens";
import classes from "./DrawOnFrame.module.css";
import { compose, saveAs } from "./export";
import { ShapeMark } from "./ShapeMark";
import {
  added,
  type Drawing,
  distance,
  EMPTY,
  type Point,
  pointsOf,
  redo,
  type Shape,
  TOOLS,
  type Tool,
  undo,
} from "./shapes";

interface Props {
  /** The picture that is drawn on */
  picture: ImageBitmap;
  /** What was drawn on this frame before */
  before: Drawing | undefined;
  keep: (drawing: Drawing) => void;
  close: () => void;
  fileName: string;
  /** Show it to somebody; not there for whoever cannot */
  pin?: ((picture: Blob) => void) | undefined;
}

export function DrawOnFrame({ picture, before = EMPTY, keep, close, fileName, pin }: Props) {
  const { t } = useTranslation("review");
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawn = useRef<SVGSVGElement>(null);
  const [drawing, setDrawing] = useState(before);
  const [tool, setTool] = useState<Tool>("arrow");
  const [pen, setPen] = useState<Pen>("yellow");
  const [text, setText] = useState("");
  const [draft, setDraft] = useState<Shape | null>(null);
  const { width, height } = picture;
  const size = Math.max(width, height) / 250;
  // A window mounts what is in it later than itself.
  const paint = useCallback(
    (sheet: HTMLCanvasElement | null) => {
      canvas.current = sheet;
      sheet?.getContext("2d")?.drawImage(picture, 0, 0);
    },
    [picture],
  );
  const change = (next: Drawing) => {
    setDrawing(next);
    keep(next);
  };
  const made = async (type: "image/png" | "image/jpeg", use: (blob: Blob) => void) => {
    const blob = drawn.current && canvas.current && (await compose(canvas.current, drawn.current, type));
    if (blob) use(blob);
  };
  const at = ({ clientX, clientY }: PointerEvent): Point => {
    const box = drawn.current?.getBoundingClientRect();
    if (!box) return [0, 0];
    const round = (value: number) => Math.round(value * 10) / 10;
    return [round(((clientX - box.left) / box.width) * width), round(((clientY - box.top) / box.height) * height)];
  };
  const down = (event: PointerEvent) => {
    const point = at(event);
    drawn.current?.setPointerCapture(event.pointerId);
    if (tool === "text") {
      if (text.trim()) change(added(drawing, { tool, pen, points: [point], text: text.trim() }));
      return;
    }
    // The second arm of an angle is drawn from its corner.
    if (draft?.tool === "angle" && draft.points.length === 2) setDraft({ ...draft, points: [...draft.points, point] });
    else setDraft({ tool, pen, points: [point, point] });
  };
  const move = (event: PointerEvent) => {
    if (draft && event.buttons > 0) setDraft({ ...draft, points: [...draft.points.slice(0, -1), at(event)] });
  };
  const up = () => {
    const [one, two] = draft?.points ?? [];
    if (!draft || !one || !two) return;
    if (distance(one, two) < size) return setDraft(null);
    if (draft.points.length < pointsOf(draft.tool)) return;
    change(added(drawing, draft));
    setDraft(null);
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t("draw.title")}
      size="auto"
      padding="sm"
      closeButtonProps={{ "aria-label": t("draw.close") }}
    >
      <Group gap="xs" mb="xs">
        <SegmentedControl
          aria-label={t("draw.tool")}
          value={tool}
          onChange={(value) => {
            setTool(value as Tool);
            setDraft(null);
          }}
          data={TOOLS.map((one) => ({ value: one, label: t(`draw.${one}`) }))}
        />
        <Group gap={2} role="group" aria-label={t("draw.colour")}>
          {(Object.keys(PENS) as Pen[]).map((one) => (
            <Tooltip key={one} label={t(`draw.pen.${one}`)}>
              <button
                type="button"
                aria-pressed={one === pen}
                aria-label={t(`draw.pen.${one}`)}
                className={classes.pen}
                style={{ "--pen": PENS[one] } as React.CSSProperties}
                onClick={() => setPen(one)}
              >
                {one === pen && <IconCheck size={14} aria-hidden />}
              </button>
            </Tooltip>
          ))}
        </Group>
        <Act
          label={t("draw.undo")}
          icon={<IconArrowBackUp size={20} aria-hidden />}
          act={() => change(undo(drawing))}
          off={drawing.shapes.length === 0}
        />
        <Act
          label={t("draw.redo")}
          icon={<IconArrowForwardUp size={20} aria-hidden />}
          act={() => change(redo(drawing))}
          off={drawing.undone.length === 0}
        />
        <Button
          variant="light"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => void made("image/png", (blob) => saveAs(blob, fileName))}
        >
          {t("draw.save")}
        </Button>
        {pin && (
          <Button
            leftSection={<IconMessagePlus size={16} aria-hidden />}
            onClick={() => void made("image/jpeg", pin).then(close)}
          >
            {t("draw.pin")}
          </Button>
        )}
      </Group>
      {tool === "text" && (
        <TextInput
          mb="xs"
          label={t("draw.words")}
          description={t("draw.wordsWhy")}
          value={text}
          maxLength={80}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <div className={classes.picture} style={{ aspectRatio: width / height }}>
        <canvas ref={paint} width={width} height={height} aria-hidden />
        <svg
          ref={drawn}
          viewBox={`0 0 ${width} ${height}`}
          xmlns="http://www.w3.org/2000/svg"
          role="img"
          aria-label={t("draw.title")}
          onPointerDown={down}
          onPointerMove={move}
          onPointerUp={up}
        >
          {[...drawing.shapes, ...(draft ? [draft] : [])].map((shape, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: shapes are only added to the end and taken from it
            <ShapeMark key={index} shape={shape} size={size} />
          ))}
        </svg>
      </div>
    </Modal>
  );
}

function Act({ label, icon, act, off }: { label: string; icon: React.ReactNode; act: () => void; off: boolean }) {
  return (
    <Tooltip label={label}>
      <ActionIcon size="lg" aria-label={label} onClick={act} disabled={off}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
