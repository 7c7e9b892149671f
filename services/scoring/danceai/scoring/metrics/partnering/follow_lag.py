"""Follow after lead (JS 2.1, PS 'physical connection': action and reaction)."""

import numpy as np

from danceai.common.contracts.base import Language
from danceai.scoring.criteria.reasons import NOBODY_FOLLOWS, NOISE, NOT_SEEN, SELDOM_TOGETHER
from danceai.scoring.criteria.units import MILLISECONDS
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, refuse, summarise
from danceai.scoring.metrics.metric import Curve, Metric, Words
from danceai.scoring.metrics.partnering.moving_together import (
    LEAST_KNOWN,
    correlate,
    list_lags,
    measure_speeds,
    tell_travel,
)

LEAST_CORRELATION = 0.3


def measure(dancing: Dancing) -> Measurement:
    """Lag of the best correlation of both bodies' travel over the video, milliseconds; follow after lead is positive.

    The peak is placed between frames by a parabola. A small lag is good leading; only a large one, or the follow
    ahead, is a fault. Source: time-lagged cross-correlation (Boker et al. 2002).
    """
    couple = dancing.couple
    if not tell_travel(dancing):
        return refuse(NOISE)
    lead, follow = measure_speeds(couple)
    lags = list_lags(couple)
    size = couple.frames - 2 * max(lags)
    if size <= couple.fps:
        return refuse(SELDOM_TOGETHER)
    # The window is the whole video: what is excluded of it is not missing.
    found = correlate(lead, follow, lags, size, size, LEAST_KNOWN * float(couple.counted.mean()))[0]
    if not np.isfinite(found).any():
        return refuse(NOT_SEEN)
    if np.nanmax(found) < LEAST_CORRELATION:
        return refuse(NOBODY_FOLLOWS)
    peak = int(np.nanargmax(found))
    if not 0 < peak < len(found) - 1:
        return refuse(NOBODY_FOLLOWS)  # still rising where the lags end: no peak
    before, here, after = found[peak - 1 : peak + 2]
    curved = before - 2 * here + after
    shift = float(np.clip(0.5 * (before - after) / curved, -0.5, 0.5)) if curved < 0 else 0.0
    value = 1000 * (lags[peak] + shift) / couple.fps
    series = np.where(np.isfinite(lead) & np.isfinite(follow), value, np.nan)
    return summarise(series, dancing, badness=np.abs(lead - follow))


METRIC = Metric(
    name="follow_lag",
    component="PS",
    deficit="connection",
    unit=MILLISECONDS,
    measure=measure,
    curve=Curve(((-150, 4), (-50, 7), (0, 9), (100, 9), (180, 7), (320, 3)), weight=0.7),
    words={
        Language.EN: Words(
            "Follow after lead",
            "Connection: {value} ms lie between the lead's movement and the lady's. Lead from the body earlier; follow "
            "what the body says, neither before it nor after the arm.",
        ),
        Language.DE: Words(
            "Dame nach Herr",
            "Verbindung: Zwischen der Bewegung des Herrn und der der Dame liegen {value} ms. Führt früher aus dem "
            "Körper; folgt dem Körper, weder vor ihm noch erst dem Arm.",
        ),
        Language.RU: Words(
            "Партнёрша после партнёра",
            "Контакт: между движением партнёра и партнёрши проходит {value} мс. Ведите раньше и корпусом; следуйте "
            "корпусу — не раньше него и не за рукой.",
        ),
        Language.ZH: Words(
            "女伴滞后", "连接：男伴与女伴的动作相差 {value} 毫秒。用身体更早引带；跟随身体，既不抢先，也不等手臂。"
        ),
    },
)
