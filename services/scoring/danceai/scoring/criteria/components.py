"""The four components of the WDSF judging systems since 2.0, as they are called in every language."""

from collections.abc import Mapping

from danceai.common.contracts.base import Language

COMPONENTS: Mapping[str, Mapping[Language, str]] = {
    "TQ": {
        Language.EN: "Technical quality",
        Language.DE: "Technische Qualität",
        Language.RU: "Техника",
        Language.ZH: "技术质量",
    },
    "MM": {
        Language.EN: "Movement to music",
        Language.DE: "Bewegung zur Musik",
        Language.RU: "Движение под музыку",
        Language.ZH: "音乐与动作",
    },
    "PS": {
        Language.EN: "Partnering skills",
        Language.DE: "Partnering",
        Language.RU: "Партнёрство",
        Language.ZH: "双人配合",
    },
    "CP": {
        Language.EN: "Choreography and presentation",
        Language.DE: "Choreografie und Präsentation",
        Language.RU: "Хореография и подача",
        Language.ZH: "编舞与表现",
    },
}
"""By code, in the order of the judging sheet"""
