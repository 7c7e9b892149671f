"""The vocabulary of why something could not be measured: results keep the word, readers get the sentence."""

from dataclasses import dataclass

from danceai.common.contracts.base import Language


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, said in every language."""

    code: str
    """As results keep it"""
    en: str
    de: str
    ru: str
    zh: str

    def say(self, language: Language = Language.EN) -> str:
        """The sentence."""
        return {Language.EN: self.en, Language.DE: self.de, Language.RU: self.ru, Language.ZH: self.zh}[language]


NOT_SEEN = Reason(
    "not_seen",
    "The dancers could not be seen well enough.",
    "Die Tanzenden waren nicht gut genug zu sehen.",
    "Танцоров было видно недостаточно хорошо.",
    "舞者看得不够清楚。",
)
NOISE = Reason(
    "noise",
    "What could be seen is not larger than the unrest of the motion tracking. A larger and sharper picture helps.",
    "Was zu sehen war, ist nicht größer als die Unruhe der Bewegungserfassung. Ein größeres, schärferes Bild hilft.",
    "Видимое не больше дрожания самого отслеживания движений. Поможет более крупное и резкое изображение.",
    "可见的变化不大于动作追踪本身的抖动。画面更大、更清晰会有帮助。",
)
NO_BARS = Reason(
    "no_bars",
    "There is no audible music, and the couple's movement shows no clear bars to measure in.",
    "Es ist keine Musik zu hören, und die Bewegung des Paares zeigt keine klaren Takte, in denen gemessen wird.",
    "Музыки не слышно, а движение пары не показывает ясных тактов для измерения.",
    "听不到音乐，舞伴的动作也没有显出可测量的清晰小节。",
)
NO_MUSIC = Reason(
    "no_music",
    "No music could be heard, so timing cannot be assessed.",
    "Es war keine Musik zu hören; der Takt wird nicht beurteilt.",
    "Музыки не слышно, поэтому ритм не оценивается.",
    "听不到音乐，无法评估节拍。",
)
FEW_STEPS = Reason(
    "few_steps",
    "Too few steps could be seen; feet must be in the picture and not hidden.",
    "Es waren zu wenige Schritte zu sehen; die Füße müssen im Bild und unverdeckt sein.",
    "Видно слишком мало шагов; стопы должны быть в кадре и не закрыты.",
    "可见的步子太少；双脚须在画面内且不被遮挡。",
)
UNSURE_STEPS = Reason(
    "unsure_steps",
    "The feet were not seen clearly enough to tell how even the steps are.",
    "Die Füße waren nicht klar genug zu sehen, um zu sagen, wie gleichmäßig die Schritte sind.",
    "Стопы видно недостаточно ясно, чтобы судить о равномерности шагов.",
    "双脚看得不够清楚，无法判断步子是否均匀。",
)
FEW_BEATS = Reason(
    "few_beats",
    "Too few beats of the music count to tell a drift.",
    "Für eine Aussage über das Driften zählen zu wenige Schläge der Musik.",
    "Учтено слишком мало ударов музыки, чтобы судить о сдвиге темпа.",
    "计入的音乐节拍太少，无法判断速度漂移。",
)
SELDOM_TOGETHER = Reason(
    "seldom_together",
    "Both dancers must be seen at the same time for three seconds.",
    "Beide müssen drei Sekunden lang zugleich zu sehen sein.",
    "Оба танцора должны быть видны одновременно три секунды.",
    "两位舞者须同时可见至少三秒。",
)
NOBODY_FOLLOWS = Reason(
    "nobody_follows",
    "The two move too differently to say who follows.",
    "Die beiden bewegen sich zu verschieden, um zu sagen, wer folgt.",
    "Движения двоих слишком различны, чтобы сказать, кто следует.",
    "两人动作差异太大，无法判断谁在跟随。",
)
SLOW_CAMERA = Reason(
    "slow_camera",
    "Heels and toes need at least 50 pictures a second.",
    "Ferse und Ballen brauchen mindestens 50 Bilder in der Sekunde.",
    "Для пяток и носков нужно не менее 50 кадров в секунду.",
    "判断脚跟和脚尖至少需要每秒 50 帧。",
)
NO_FEET = Reason(
    "no_feet",
    "This pose model does not see heels and toes.",
    "Dieses Modell erkennt Fersen und Zehen nicht.",
    "Эта модель не видит пяток и носков.",
    "此姿态模型看不到脚跟和脚趾。",
)
NO_HANDS = Reason(
    "no_hands", "Hands are not tracked.", "Hände werden nicht verfolgt.", "Кисти не отслеживаются.", "未追踪手部。"
)
NO_FACES = Reason(
    "no_faces", "Faces are not tracked.", "Gesichter werden nicht verfolgt.", "Лица не отслеживаются.", "未追踪面部。"
)
FROM_THE_SIDE = Reason(
    "side",
    "The couple was filmed from the side all the time. From there posture, frame and sway cannot be measured "
    "reliably, so no scores are given. Film from the front or diagonally.",
    "Das Paar wurde durchgehend von der Seite gefilmt. Von dort lassen sich Haltung, Rahmen und Neigung nicht "
    "zuverlässig messen; es gibt keine Wertung. Filmen Sie von vorn oder schräg.",
    "Пара всё время снята сбоку. Оттуда осанку, рамку и наклон нельзя измерить надёжно, поэтому оценок нет. "
    "Снимайте спереди или по диагонали.",
    "全程从侧面拍摄。从侧面无法可靠测量姿态、框架和倾斜，因此不给出分数。请从正面或斜前方拍摄。",
)
NOBODY_MOVES = Reason(
    "still",
    "Nobody moves in this video: it shows a picture, or a couple that stands. There is no dancing to score. "
    "Upload a recording in which the couple dances.",
    "In diesem Video bewegt sich niemand: Es zeigt ein Bild oder ein Paar, das steht. Es gibt nichts zu werten. "
    "Laden Sie eine Aufnahme hoch, in der das Paar tanzt.",
    "На этом видео никто не движется: это снимок или пара, которая стоит. Оценивать нечего. "
    "Загрузите запись, на которой пара танцует.",
    "视频中没有人移动：这是一张照片，或站立不动的一对，没有可评分的舞蹈。请上传舞伴跳舞的录像。",
)
REASONS = (
    NOT_SEEN,
    NOISE,
    NO_BARS,
    NO_MUSIC,
    FEW_STEPS,
    UNSURE_STEPS,
    FEW_BEATS,
    SELDOM_TOGETHER,
    NOBODY_FOLLOWS,
    SLOW_CAMERA,
    NO_FEET,
    NO_HANDS,
    NO_FACES,
    FROM_THE_SIDE,
    NOBODY_MOVES,
)
