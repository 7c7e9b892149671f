"""Expression of the faces (JS 2.1, CP). Needs a network that sees faces."""

import numpy as np

from danceai.common.contracts.base import Language
from danceai.common.skeleton import FACE_MOUTH_CORNERS, FACE_OUTER_EYES
from danceai.scoring.criteria.reasons import NO_FACES
from danceai.scoring.criteria.units import SHARE
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, refuse, summarise
from danceai.scoring.metrics.metric import Curve, Metric, Words
from danceai.scoring.movement.series import Floats, average
from danceai.scoring.movement.tracks import PersonTrack

LEAST_PIXELS = 4
"""Between the eyes: a smaller face has no mouth"""


def _smile(person: PersonTrack) -> Floats:
    """(frames,) width of the mouth over the distance of the eyes."""
    left, right = (person.joint(corner) for corner in FACE_MOUTH_CORNERS)
    eye, other = (person.joint(corner) for corner in FACE_OUTER_EYES)
    across = np.hypot(*(eye - other).T)
    return np.asarray(np.hypot(*(left - right).T) / np.where(across > LEAST_PIXELS, across, np.nan))


def measure(dancing: Dancing) -> Measurement:
    """Width of the mouth over the distance of the eyes' outer corners: about .5 at rest, above .6 in a smile.

    Mean of the dancers whose face is seen, median over frames. Source: own definition after the lip-corner puller
    of the Facial Action Coding System (action unit 12).
    """
    series = average(*(_smile(person) for person in dancing.couple.people))
    if not np.isfinite(series).any():
        return refuse(NO_FACES)
    return summarise(series, dancing, badness=-series)


METRIC = Metric(
    name="expression",
    component="CP",
    deficit="expression",
    unit=SHARE,
    measure=measure,
    curve=Curve(((0.4, 5), (0.48, 6), (0.56, 8), (0.64, 9.5)), weight=0.3, optional=True),
    words={
        Language.EN: Words(
            "Expression", "Expression: the faces stay closed ({value}). Know for each phrase what you want to tell."
        ),
        Language.DE: Words(
            "Ausdruck",
            "Ausdruck: Die Gesichter bleiben verschlossen ({value}). Wisst bei jeder Phrase, was ihr erzählen wollt.",
        ),
        Language.RU: Words(
            "Выразительность",
            "Выразительность: лица закрыты ({value}). Знайте для каждой фразы, что вы хотите рассказать.",
        ),
        Language.ZH: Words("表现力", "表现：面部表情封闭（{value}）。每个乐句都要知道想表达什么。"),
    },
)
