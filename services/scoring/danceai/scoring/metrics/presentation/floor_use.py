"""Floor used (JS 2.1, CP 'use of floor')."""

from dataclasses import replace

import numpy as np

from danceai.common.contracts.base import Language
from danceai.scoring.criteria.units import TRUNKS
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, summarise
from danceai.scoring.metrics.metric import Adds, Curve, Metric, Words
from danceai.scoring.movement.series import Floats


def _width(values: Floats) -> float:
    return float(np.percentile(values, 95) - np.percentile(values, 5))


def _from_middle(places: Floats) -> Floats:
    """Where (frames,) a shot's own middle of the places is 0: another shot may be filmed from elsewhere."""
    return places - np.nanmedian(places)


def measure(dancing: Dancing) -> Measurement:
    """Spread of the couple's middle across the picture, trunk heights: 5th to 95th percentile.

    Only the direction across the picture can be judged from one camera; the depth cannot. Source: own definition.
    """
    couple = dancing.couple
    place = couple.shots.apply(_from_middle, couple.middle[:, 0] / couple.scale)
    found = summarise(place, dancing, _width)
    # How much of the floor one bar uses says nothing about how sure the whole is, and no moment shows it.
    return replace(found, per_bar=np.empty(0), worst=(), best=())


METRIC = Metric(
    name="floor_use",
    component="CP",
    deficit="floorcraft",
    unit=TRUNKS,
    measure=measure,
    curve=Curve(((0.3, 3), (1, 5), (2.5, 7), (4.5, 8.5), (8, 9.5))),
    adds=Adds.SQUARE,
    words={
        Language.EN: Words(
            "Floor used",
            "Floorcraft: you used {value} trunk heights of the floor. Choose figures that take you along the line of "
            "dance.",
        ),
        Language.DE: Words(
            "Genutzte Fläche",
            "Fläche: Ihr habt {value} Rumpflängen der Fläche genutzt. Wählt Figuren, die euch in Tanzrichtung tragen.",
        ),
        Language.RU: Words(
            "Использование паркета",
            "Паркет: использовано {value} длины корпуса. Выбирайте фигуры, которые ведут по линии танца.",
        ),
        Language.ZH: Words("场地使用", "场地：你们使用了 {value} 个躯干长的场地。选择沿舞程线行进的组合。"),
    },
)
