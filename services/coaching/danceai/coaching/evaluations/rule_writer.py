"""The evaluation without any model: sentences of our own, chosen and filled in by rules. Pure.

What is said of a metric comes with the result; no metric is known here by name. Every number is a number of the
analysis, rounded as it is shown. Only what belongs to a component with a score is spoken of. The level of insight
chooses among sentences about the same facts.
"""

from danceai.coaching.evaluations.subject import Subject
from danceai.coaching.evaluations.wording import Wording, read_wording
from danceai.common.contracts.base import Insight
from danceai.common.contracts.evaluations import Paragraph, Role, Statement
from danceai.common.contracts.scores import ComponentScore, Deficit

MOST_STRENGTHS = 2
"""More that are equally good are no strengths but the level of the couple"""
STRONG = 7.5
COLONS = (": ", "：")


def write(subject: Subject) -> list[Paragraph]:
    """The whole evaluation."""
    if not subject.result.scored:
        return [open_with(subject), *notice(subject)]
    return [
        *notice(subject),
        open_with(subject),
        *compare(subject),
        *praise(subject),
        *name_faults(subject),
        *explain_missing(subject),
        *close(subject),
    ]


def _one(kind: str, text: str, metrics: list[str] | None = None) -> Paragraph:
    return Paragraph.model_validate(
        {"kind": kind, "statements": [Statement(role="statement", text=text, metrics=metrics or [])]}
    )


def _score(component: ComponentScore, insight: Insight, words: Wording) -> str:
    name = words.name_component(component.code)
    if component.score is None or component.low is None or component.high is None:
        return words.say("unscored", component=name)
    shown = words.mark(component.score)
    if insight is Insight.SIMPLE:
        return words.say("simple_score", component=name, score=shown)
    low, high = (words.number(edge, 1) for edge in (component.low, component.high))
    return words.say("score", component=name, score=shown, low=low, high=high)


def open_with(subject: Subject) -> Paragraph:
    """The scores in one sentence, or why there are none."""
    result, words = subject.result, read_wording(subject.language)
    dance = words.name_dance(subject.dance)
    if not result.scored:
        reason = words.phrases["reasons"][result.find_cause(result.components[0])]
        return _one("opening", words.say("no_scores", dance=dance, reason=reason))
    scores = words.join(_score(row, subject.insight, words) for row in result.components)
    system = result.profile.removeprefix("js-")
    return _one("opening", words.say("opening", dance=dance, system=system, scores=scores))


def notice(subject: Subject) -> list[Paragraph]:
    """What must be known before anything else is read."""
    phrases = read_wording(subject.language).phrases
    said = subject.result.say_notices(phrases["notices"], phrases["camera"])
    return [_one("notice", sentence) for sentence in said]


def compare(subject: Subject) -> list[Paragraph]:
    """What has changed since the last time by more than can be measured."""
    if subject.earlier is None:
        return []
    words = read_wording(subject.language)
    both = [row for row in subject.result.scored if row.code in subject.earlier]
    moved = {
        "better": [row for row in both if row.low is not None and row.low > subject.earlier[row.code]],
        "weaker": [row for row in both if row.high is not None and row.high < subject.earlier[row.code]],
    }
    sentences = [
        words.say(name, components=words.join(words.name_component(row.code) for row in rows))
        for name, rows in moved.items()
        if rows
    ]
    if both and not sentences:
        sentences = [words.say("unchanged")]
    return [_one("progress", " ".join(sentences))] if sentences else []


def praise(subject: Subject) -> list[Paragraph]:
    """The sub-criterion that stands above the rest as scores are shown, or the two that do together."""
    result, strengths = subject.result, subject.words.strengths
    words = read_wording(subject.language)
    shown = {part.name: part.score for component in result.scored for part in component.parts}
    best = max(shown.values(), default=0.0)
    leading = [name for name, score in shown.items() if score == best]
    if best < STRONG or len(leading) > MOST_STRENGTHS or len(leading) == len(shown):
        return []
    if any(deficit.name in leading for deficit in result.deficits) or not strengths.keys() >= set(leading):
        return []
    metrics = [name for name, metric in subject.spoken_of.items() if metric.deficit in leading and metric.scored]
    if len(leading) == 1:
        return [_one("strength", words.say("strength", name=strengths[leading[0]]), metrics)]
    both = words.say("and", first=strengths[leading[0]], second=strengths[leading[1]])
    return [_one("strength", words.say("strengths", name=both), metrics)]


def split_title(sentence: str) -> tuple[str, str]:
    """What a fault's sentence is about, and what it says."""
    for colon in COLONS:
        title, found, rest = sentence.partition(colon)
        if found:
            return title, rest[:1].upper() + rest[1:]
    return "", sentence


def observe(subject: Subject, deficit: Deficit) -> tuple[str, Statement]:
    """(title, what was seen) of one fault."""
    fault, metric = subject.words.faults[deficit.metric], subject.spoken_of[deficit.metric]
    number = read_wording(subject.language).number(abs(metric.value or 0.0), fault.digits)
    title, text = split_title(fault.sentence.format(value=number))
    return title, Statement(role="observation", text=text, metrics=[deficit.metric], moments=deficit.moments)


def _measure(subject: Subject, deficit: Deficit) -> Statement:
    fault, metric = subject.words.faults[deficit.metric], subject.spoken_of[deficit.metric]
    words = read_wording(subject.language)
    value, low, high = (
        "" if edge is None else words.number(edge, fault.digits) + fault.suffix
        for edge in (metric.value, metric.low, metric.high)
    )
    given = {"metric": fault.title, "value": value, "coverage": words.share(metric.coverage)}
    text = words.say("measured", **given, low=low, high=high) if low != high else words.say("measured_alone", **given)
    return Statement(role="measured", text=text, metrics=[deficit.metric])


def name_faults(subject: Subject) -> list[Paragraph]:
    """A paragraph for each of the worst deficits: what is seen, where it comes from, what to do tomorrow."""
    told = [_name_fault(subject, name, rows) for name, rows in subject.grouped_faults()]
    return told or [_one("closing", read_wording(subject.language).say("no_deficit"))]


def _name_fault(subject: Subject, name: str, rows: list[Deficit]) -> Paragraph:
    advice = read_wording(subject.language).advice.get(name, {})
    seen = [observe(subject, row) for row in rows]
    expert = subject.insight is Insight.EXPERT
    statements = [statement for _, statement in seen]
    if expert:
        statements += [_measure(subject, row) for row in rows]
    chosen: dict[Insight, tuple[tuple[Role, str], ...]] = {
        Insight.SIMPLE: (("exercise", "simple"),),
        Insight.STANDARD: (("cause", "cause"), ("exercise", "exercise")),
        Insight.EXPERT: (("cause", "cause"), ("detail", "expert"), ("exercise", "exercise")),
    }
    statements += [
        Statement(role=role, text=advice[part]) for role, part in chosen[subject.insight] if advice.get(part)
    ]
    statements += quote(subject, name)
    title = subject.words.deficits.get(name) or seen[0][0]
    return Paragraph(kind="work", component=rows[0].component, deficit=name, title=title, statements=statements)


def quote(subject: Subject, deficit: str) -> list[Statement]:
    """What the studio's trainers say of a deficit, in their words."""
    roles: tuple[Role, Role] = ("principle", "phrase")
    said = zip(roles, subject.quotes(deficit), strict=True)
    return [Statement(role=role, text=one.text, source=one.id) for role, one in said if one]


def explain_missing(subject: Subject) -> list[Paragraph]:
    """Why some components have no score while others have; of missing music more can be said."""
    result, words = subject.result, read_wording(subject.language)
    lines = []
    for cause, sentence in words.phrases["missing"].items():
        names = [words.name_component(row.code) for row in result.components if result.find_cause(row) == cause]
        if names:
            lines.append(str(sentence.format(components=words.join(names))))
    if result.music.sounds_like:
        lines.append(words.say("wrong_dance", dance=words.name_dance(result.music.sounds_like)))
    elif not result.music.assessable:
        lines.append(words.say("timing_missing"))
    if result.music.bars_from == "moved" and result.music.bars_per_minute:
        bars = words.number(result.music.bars_per_minute, 1)
        lines.append(words.say("bars_moved", bars=bars))
    return [_one("missing", line) for line in lines]


def close(subject: Subject) -> list[Paragraph]:
    """Of several things the one to begin with."""
    kinds = [name for name, _ in subject.grouped_faults()]
    if len(kinds) < 2:
        return []
    title = subject.words.deficits.get(kinds[0], "")
    return [_one("closing", read_wording(subject.language).say("closing", deficit=title))] if title else []
