/** The film with its lanes, and the tabs beside it; the address says which tab is open, and where the film stands. */
import { Button, Skeleton, Tabs } from "@mantine/core";
import { IconChartBar } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Analysis, Camera, Language, PlayedFilm } from "@/api/client";
import { useMay } from "@/features/account/queries";
import { usePhone } from "@/kit/usePhone";
import { Lanes } from "./lanes/Lanes";
import { Player } from "./player/Player";
import classes from "./Review.module.css";
import { TABS } from "./tabs/tabs";
import { useReview } from "./useReview";

/** Milliseconds after which the place is written into the address: browsers allow few changes a second */
const CALM = 400;

interface Props {
  analysis: Analysis;
  films: [Camera, PlayedFilm][];
  film: PlayedFilm;
}

interface Place {
  t?: number | undefined;
  to?: number | undefined;
  tab?: string | undefined;
}

export function Watched({ analysis, films, film }: Props) {
  const { t, i18n } = useTranslation("review");
  const review = useReview(analysis, film);
  const may = useMay();
  const phone = usePhone();
  const [lanes, setLanes] = useState(false);
  const [place, change] = usePlace();
  useStartingPlace(review, place);
  useEffect(() => {
    let waiting = 0;
    const stop = review.playback.onFrame(() => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(() => {
        const { second, state } = review.playback;
        if (!state.playing && second > 0) change({ t: Math.round(second * 100) / 100 });
      }, CALM);
    });
    return () => {
      stop();
      window.clearTimeout(waiting);
    };
  }, [review.playback, change]);
  const tabs = TABS.filter((tab) => tab.has(analysis) && (!tab.needs || may(tab.needs)));
  const open = tabs.find((tab) => tab.id === place.tab) ?? tabs[0];
  const shown = tabs.find((tab) => tab.takesPictures);
  const showIt = (picture: Blob) => {
    review.pin(picture);
    change({ tab: shown?.id });
  };
  return (
    <div className={classes.layout}>
      <div className={classes.watch}>
        <Player analysis={analysis} films={films} review={review} pin={shown && showIt} />
        {phone ? (
          analysis.result && (
            <Button
              fullWidth
              variant="default"
              leftSection={<IconChartBar size={18} aria-hidden />}
              aria-expanded={lanes}
              onClick={() => setLanes(!lanes)}
            >
              {t(lanes ? "lanes.hide" : "lanes.show")}
            </Button>
          )
        ) : (
          <Lanes review={review} />
        )}
        {phone && lanes && <Lanes review={review} />}
      </div>
      <Tabs
        className={classes.tabs}
        value={open?.id ?? null}
        onChange={(id) => change({ tab: id ?? undefined })}
        keepMounted={false}
      >
        <Tabs.List className={classes.list}>
          {tabs.map((tab) => (
            <Tabs.Tab key={tab.id} value={tab.id}>
              {typeof tab.label === "string" ? t(`tab.${tab.label}`) : tab.label[i18n.language as Language]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map(({ id, component: Shown }) => (
          <Tabs.Panel key={id} value={id} pt="md">
            <Suspense fallback={<Skeleton h={240} />}>
              <Shown review={review} />
            </Suspense>
          </Tabs.Panel>
        ))}
      </Tabs>
    </div>
  );
}

function usePlace() {
  const place = useSearch({ strict: false }) as Place;
  const navigate = useNavigate();
  const go = useRef(navigate);
  go.current = navigate;
  const [change] = useState(
    () => (parts: Place) =>
      void go.current({
        to: ".",
        search: ((old: Place) => ({ ...old, to: undefined, ...parts })) as never,
        replace: true,
        resetScroll: false,
      }),
  );
  return [place, change] as const;
}

/** A link leads to a moment, or to a span that then repeats when it is played. */
function useStartingPlace({ playback, select }: ReturnType<typeof useReview>, { t, to }: Place) {
  const first = useRef({ t, to });
  const choose = useRef(select);
  useEffect(() => {
    const { t: from, to: until } = first.current;
    if (from === undefined || !Number.isFinite(Number(from))) return;
    playback.seek(Number(from));
    if (until !== undefined && Number(until) > Number(from)) {
      choose.current({ start: Number(from), end: Number(until) });
      playback.repeat({ start: Number(from), end: Number(until) });
    }
  }, [playback]);
}
