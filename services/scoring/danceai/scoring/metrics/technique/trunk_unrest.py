"""Rocking of the trunks (JS 2.1, TQ 1 'posture')."""

import numpy as np

from danceai.common.contracts.base import Language
from danceai.scoring.criteria.units import DEGREES
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, root_mean, summarise
from danceai.scoring.metrics.metric import Adds, Curve, Metric, Words
from danceai.scoring.movement.series import average


def measure(dancing: Dancing) -> Measurement:
    """Inclination of the trunks minus its own one-second median, degrees (RMS): what rocks faster than sway does.

    Mean of both dancers. Source: JS 2.1 PAS 'posture': kept "while performing dance movement".
    """
    squares = [np.square(person.inclination - person.calm(person.inclination, 1)) for person in dancing.couple.people]
    return summarise(average(*squares), dancing, root_mean)


METRIC = Metric(
    name="trunk_unrest",
    component="TQ",
    deficit="posture",
    unit=DEGREES,
    measure=measure,
    curve=Curve(((0.7, 9.5), (1.5, 8), (3, 6), (6, 3.5), (12, 1)), weight=0.5),
    adds=Adds.SQUARE,
    words={
        Language.EN: Words(
            "Rocking of the upper bodies",
            "Posture: your upper bodies rock by {value} degrees while you move. Keep the rib cage over the hips and "
            "let knees and ankles take the movement.",
        ),
        Language.DE: Words(
            "Schwanken der Oberkörper",
            "Haltung: Eure Oberkörper schwanken beim Tanzen um {value} Grad. Haltet den Brustkorb über der Hüfte und "
            "lasst Knie und Knöchel die Bewegung aufnehmen.",
        ),
        Language.RU: Words(
            "Раскачивание корпуса",
            "Осанка: при движении корпус у вас раскачивается на {value}°. Держите рёбра над бёдрами, пусть движение "
            "принимают колени и стопы.",
        ),
        Language.ZH: Words("躯干晃动", "姿态：移动时躯干晃动 {value} 度。胸廓保持在髋部上方，由膝和踝承接动作。"),
    },
)
