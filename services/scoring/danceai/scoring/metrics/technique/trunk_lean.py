"""Lean of the trunks towards the partner (JS 2.1, TQ 1 'posture')."""

from danceai.common.contracts.base import Language
from danceai.scoring.criteria.units import DEGREES
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, summarise
from danceai.scoring.metrics.metric import Curve, Metric, Words
from danceai.scoring.movement.series import average
from danceai.scoring.movement.tracks import towards


def measure(dancing: Dancing) -> Measurement:
    """Trunk to the vertical, degrees, signed towards the partner; negative = away, into the couple's own space.

    Angle of mid-hip -> mid-shoulder, signed by the side the partner stands on, mean of both dancers, median over
    frames. Source: JS 2.1 PAS 'posture' (aligned body structure).
    """
    couple = dancing.couple
    leans = [own.inclination * towards(own, other) for own, other in (couple.people, couple.people[::-1])]
    return summarise(average(*leans, least=2), dancing)


METRIC = Metric(
    name="trunk_lean",
    component="TQ",
    deficit="posture",
    unit=DEGREES,
    measure=measure,
    curve=Curve(((-5, 9.5), (-2, 8), (1, 6), (5, 3.5), (12, 1))),
    words={
        Language.EN: Words(
            "Lean towards the partner",
            "Posture: your trunks lean towards each other by {value} degrees. Grow upwards from the standing leg, "
            "each over your own feet, and leave the space between your heads to both sides.",
        ),
        Language.DE: Words(
            "Neigung zum Partner",
            "Haltung: Eure Oberkörper neigen sich um {value} Grad zueinander. Wachst aus dem Standbein nach oben, "
            "jeder über den eigenen Füßen, und lasst den Köpfen Platz nach außen.",
        ),
        Language.RU: Words(
            "Наклон к партнёру",
            "Осанка: корпуса наклонены друг к другу на {value}°. Тянитесь вверх от опорной ноги, каждый над своими "
            "стопами, и оставьте головам место снаружи.",
        ),
        Language.ZH: Words(
            "向舞伴倾斜",
            "姿态：你们的躯干相互倾斜 {value} 度。从支撑腿向上延伸，各自立于自己的脚上，头部向外留出空间。",
        ),
    },
)
