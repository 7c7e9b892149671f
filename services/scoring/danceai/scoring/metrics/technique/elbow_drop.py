"""Elbows below the shoulders (JS 2.1, TQ 2 'dance holds')."""

from danceai.common.contracts.base import Language
from danceai.scoring.criteria.units import TRUNKS
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, summarise
from danceai.scoring.metrics.metric import Curve, Metric, Words
from danceai.scoring.movement.body_lines import drop_of_elbows
from danceai.scoring.movement.series import average


def measure(dancing: Dancing) -> Measurement:
    """How far the elbows hang below the shoulders, trunk heights; 0 = level.

    Mean over both dancers' elbows, median over frames. Source: JS 2.1 TQ 2 'dance holds'.
    """
    drops = [drop for person in dancing.couple.people for drop in drop_of_elbows(person)]
    return summarise(average(*drops, least=2), dancing)


METRIC = Metric(
    name="elbow_drop",
    component="TQ",
    deficit="frame",
    unit=TRUNKS,
    measure=measure,
    curve=Curve(((0.05, 9.5), (0.18, 8), (0.32, 6), (0.55, 3.5), (0.9, 1))),
    words={
        Language.EN: Words(
            "Elbows below the shoulders",
            "Frame: the elbows hang {value} of a trunk height below the shoulders. Let the shoulder blades sink and "
            "carry the elbows from the back, not from the hands.",
        ),
        Language.DE: Words(
            "Ellbogen unter den Schultern",
            "Rahmen: Die Ellbogen hängen {value} einer Rumpflänge unter den Schultern. Lasst die Schulterblätter "
            "sinken und tragt die Ellbogen aus dem Rücken, nicht aus den Händen.",
        ),
        Language.RU: Words(
            "Локти ниже плеч",
            "Рамка: локти висят на {value} длины корпуса ниже плеч. Опустите лопатки и несите локти от спины, а не от "
            "кистей.",
        ),
        Language.ZH: Words("肘部低于肩", "框架：肘部比肩低了躯干长的 {value} 倍。放松肩胛，从背部而不是从手托起肘部。"),
    },
)
