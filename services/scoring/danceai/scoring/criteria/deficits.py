"""The vocabulary of what can be wrong, or good: scoring, coaching and the pages call it by these names.

A metric says which of them it tells of; each is a sub-criterion of its metric's component. The order is that of
reports.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from danceai.common.contracts.base import Language


@dataclass(frozen=True, slots=True)
class DeficitWords:
    """What a deficit is called in one language."""

    name: str
    """As a title: of a sub-criterion, or of a thing to work on"""
    strength: str
    """As part of a sentence, where it is what a couple does best: "Your strongest point is ..." """


DEFICITS: Mapping[str, Mapping[Language, DeficitWords]] = {
    "posture": {
        Language.EN: DeficitWords("Posture", "your upright posture"),
        Language.DE: DeficitWords("Haltung", "die aufrechte Haltung"),
        Language.RU: DeficitWords("Осанка", "осанка"),
        Language.ZH: DeficitWords("姿态", "挺拔的姿态"),
    },
    "head_position": {
        Language.EN: DeficitWords("Heads", "the carriage of your heads"),
        Language.DE: DeficitWords("Köpfe", "die Haltung der Köpfe"),
        Language.RU: DeficitWords("Головы", "положение голов"),
        Language.ZH: DeficitWords("头部", "头部的位置"),
    },
    "frame": {
        Language.EN: DeficitWords("Frame", "the height of your frame"),
        Language.DE: DeficitWords("Rahmen", "die Höhe des Rahmens"),
        Language.RU: DeficitWords("Рамка", "высота рамки"),
        Language.ZH: DeficitWords("框架", "框架的高度"),
    },
    "topline": {
        Language.EN: DeficitWords("Top line", "how your top lines agree"),
        Language.DE: DeficitWords("Topline", "die gemeinsame Topline"),
        Language.RU: DeficitWords("Верхняя линия", "согласие верхних линий"),
        Language.ZH: DeficitWords("上身线条", "上身线条的一致"),
    },
    "sway": {
        Language.EN: DeficitWords("Sway", "your sway"),
        Language.DE: DeficitWords("Neigung", "die Körperneigung"),
        Language.RU: DeficitWords("Наклон", "наклоны корпуса"),
        Language.ZH: DeficitWords("倾斜", "身体倾斜"),
    },
    "rise_and_fall": {
        Language.EN: DeficitWords("Rise and fall", "your rise and fall"),
        Language.DE: DeficitWords("Heben und Senken", "Heben und Senken"),
        Language.RU: DeficitWords("Подъём и снижение", "подъёмы и снижения"),
        Language.ZH: DeficitWords("升降", "升降"),
    },
    "swing_and_rotation": {
        Language.EN: DeficitWords("Swing and rotation", "your swing and rotation"),
        Language.DE: DeficitWords("Schwung und Drehung", "der Schwung und die Drehung"),
        Language.RU: DeficitWords("Свинг и вращение", "свинг и вращение"),
        Language.ZH: DeficitWords("摆荡与转动", "摆荡与转动"),
    },
    "balance": {
        Language.EN: DeficitWords("Balance", "the calm of your movement"),
        Language.DE: DeficitWords("Balance", "die Ruhe der Bewegung"),
        Language.RU: DeficitWords("Баланс", "спокойствие движения"),
        Language.ZH: DeficitWords("平衡", "动作的平稳"),
    },
    "footwork": {
        Language.EN: DeficitWords("Footwork", "your footwork"),
        Language.DE: DeficitWords("Fußarbeit", "die Fußarbeit"),
        Language.RU: DeficitWords("Работа стоп", "работа стоп"),
        Language.ZH: DeficitWords("脚法", "脚法"),
    },
    "hands": {
        Language.EN: DeficitWords("Hands", "your quiet hands"),
        Language.DE: DeficitWords("Hände", "die ruhigen Hände"),
        Language.RU: DeficitWords("Кисти", "спокойные кисти"),
        Language.ZH: DeficitWords("手部", "安静的双手"),
    },
    "timing": {
        Language.EN: DeficitWords("Timing", "how exactly you meet the beat"),
        Language.DE: DeficitWords("Takt", "wie genau ihr den Schlag trefft"),
        Language.RU: DeficitWords("Ритм", "точность попадания в долю"),
        Language.ZH: DeficitWords("节拍", "踩拍的准确"),
    },
    "rhythm": {
        Language.EN: DeficitWords("Rhythm", "the evenness of your steps"),
        Language.DE: DeficitWords("Rhythmus", "die Gleichmäßigkeit der Schritte"),
        Language.RU: DeficitWords("Ровность ритма", "ровность шагов"),
        Language.ZH: DeficitWords("节奏", "步伐的均匀"),
    },
    "hold": {
        Language.EN: DeficitWords("Hold", "the firmness of your hold"),
        Language.DE: DeficitWords("Fassung", "die feste Fassung"),
        Language.RU: DeficitWords("Позиция рук", "устойчивая позиция рук"),
        Language.ZH: DeficitWords("握持", "稳定的握持"),
    },
    "spacing": {
        Language.EN: DeficitWords("Spacing", "the steady space between you"),
        Language.DE: DeficitWords("Abstand", "der ruhige Abstand zueinander"),
        Language.RU: DeficitWords("Дистанция", "постоянная дистанция"),
        Language.ZH: DeficitWords("间距", "稳定的间距"),
    },
    "synchrony": {
        Language.EN: DeficitWords("Synchrony", "how you move as one"),
        Language.DE: DeficitWords("Gleichklang", "die gemeinsame Bewegung"),
        Language.RU: DeficitWords("Согласованность", "согласованность движения"),
        Language.ZH: DeficitWords("同步", "动作的同步"),
    },
    "connection": {
        Language.EN: DeficitWords("Connection", "leading and following"),
        Language.DE: DeficitWords("Verbindung", "Führen und Folgen"),
        Language.RU: DeficitWords("Контакт", "ведение и следование"),
        Language.ZH: DeficitWords("连接", "引带与跟随"),
    },
    "travel": {
        Language.EN: DeficitWords("Travel", "how far you travel"),
        Language.DE: DeficitWords("Raumgröße", "die Raumgröße"),
        Language.RU: DeficitWords("Объём движения", "объём движения"),
        Language.ZH: DeficitWords("行进", "行进的幅度"),
    },
    "floorcraft": {
        Language.EN: DeficitWords("Floorcraft", "your use of the floor"),
        Language.DE: DeficitWords("Flächennutzung", "die Nutzung der Fläche"),
        Language.RU: DeficitWords("Движение по паркету", "использование паркета"),
        Language.ZH: DeficitWords("场地运用", "场地的运用"),
    },
    "expression": {
        Language.EN: DeficitWords("Expression", "your expression"),
        Language.DE: DeficitWords("Ausdruck", "der Ausdruck"),
        Language.RU: DeficitWords("Выразительность", "выразительность"),
        Language.ZH: DeficitWords("表现力", "表现力"),
    },
}
