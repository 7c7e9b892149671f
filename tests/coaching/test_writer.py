"""The evaluation's text against its numbers: over generated score sets, it never says what they do not."""

import itertools
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from danceai.coaching.evaluations.rule_writer import STRONG, split_title
from danceai.coaching.evaluations.subject import MOST_DEFICITS
from danceai.coaching.evaluations.wording import read_wording
from danceai.common.contracts.base import Dance, Language
from danceai.common.contracts.coaching import ResultWords
from danceai.common.contracts.scores import Result
from danceai.common.numbers import write_number
from danceai.scoring.descriptions import choose_words
from danceai.scoring.judging.components import SEVERE
from danceai.scoring.metrics.catalogue import find_metrics
from danceai.scoring.metrics.metric import Metric
from tests.coaching.judged import Values, judge
from tests.support.told import write_text

judge({})  # what is read only once is read before examples are timed


def _values_of(metric: Metric) -> st.SearchStrategy[float]:
    """Anchors of its curve, so that scores tie, and values between and beyond them."""
    places = [x for x, _ in metric.curve.points]
    return st.one_of(st.sampled_from(places), st.floats(places[0] - 1, places[-1] * 1.1))


def _measured(metric: Metric) -> st.SearchStrategy[tuple[float, float] | None]:
    return st.one_of(st.none(), st.tuples(_values_of(metric), st.sampled_from([0.4, 0.7, 1.0])))


RESULTS = st.builds(
    judge,
    st.fixed_dictionaries({name: _measured(metric) for name, metric in find_metrics().items()}),
    st.sampled_from(list(Dance)),
    music=st.booleans(),
    side=st.sampled_from([False, False, False, True]),
)
"""Whatever scoring can come to"""


@cache
def _praises(language: Language, strengths: tuple[tuple[str, str], ...]) -> dict[str, set[str]]:
    """Every sentence that praises, with the deficits it praises."""
    phrases = read_wording(language).phrases
    single = {phrases["strength"].format(name=said): {name} for name, said in strengths}
    pairs = {
        phrases["strengths"].format(name=phrases["and"].format(first=a, second=b)): {one, other}
        for (one, a), (other, b) in itertools.permutations(strengths, 2)
    }
    return single | pairs


def _find_praised(text: str, language: Language, words: ResultWords) -> set[str]:
    praises = _praises(language, tuple(sorted(words.strengths.items())))
    return {name for line in text.split("\n") for name in praises.get(line, set())}


def _find_criticised(text: str, result: Result, language: Language, words: ResultWords) -> set[str]:
    """Metrics whose sentence stands there, with the number as it is shown everywhere."""
    decimal = read_wording(language).phrases["decimal"]
    return {
        row.name
        for row in result.metrics
        if row.value is not None and (fault := words.faults.get(row.name))
        if split_title(fault.sentence.format(value=write_number(abs(row.value), fault.digits, decimal)))[1] in text
    }


@given(RESULTS, st.sampled_from(list(Language)))
def test_only_what_stands_above_the_rest_is_praised(result: Result, language: Language) -> None:
    words = choose_words(result, language)
    text = write_text(result, Dance.WALTZ, language, words)
    praised = _find_praised(text, language, words)
    shown = {part.name: part.score for row in result.scored for part in row.parts}
    if praised:
        best = max(shown.values())
        assert best >= STRONG
        assert praised == {name for name, score in shown.items() if score == best}, "a tie is told, not drawn"
        assert min(shown.values()) < best
        assert not praised & {deficit.name for deficit in result.deficits}
    for row in result.components:
        if row.score is None:
            assert not praised & {metric.deficit for metric in result.metrics if metric.component == row.code}


@given(RESULTS, st.sampled_from(list(Language)))
def test_only_what_was_assessed_is_found_fault_with(result: Result, language: Language) -> None:
    words = choose_words(result, language)
    text = write_text(result, Dance.WALTZ, language, words)
    criticised = _find_criticised(text, result, language, words)
    scored = {row.code for row in result.scored}
    by_name = {row.name: row for row in result.metrics}
    assert criticised == {deficit.metric for deficit in result.deficits[:MOST_DEFICITS]}
    for name in criticised:
        score = by_name[name].score
        assert by_name[name].component in scored
        assert score is not None and score < SEVERE
    assert (read_wording(language).phrases["no_deficit"] in text) == (bool(scored) and not result.deficits)


@given(RESULTS, st.sampled_from(list(Language)))
def test_what_has_no_score_is_told_with_its_reason(result: Result, language: Language) -> None:
    phrases = read_wording(language).phrases
    lines = write_text(result, Dance.WALTZ, language, choose_words(result, language)).split("\n")
    if not result.scored:
        assert len(lines) == 1 and lines[0].endswith(phrases["reasons"][result.components[0].cause])
        return
    unseen = [phrases["components"][row.code] for row in result.components if row.cause == "seen"]
    assert (phrases["missing"]["seen"].format(components=phrases["list"].join(unseen)) in lines) == bool(unseen)
    assert (phrases["timing_missing"] in lines) == (not result.music.assessable)
    for row in result.components:
        assert (row.cause == "") == (row.score is not None)
        assert (phrases["unscored"].format(component=phrases["components"][row.code]) in lines[0]) == (
            row.score is None
        )


def _level(**changed: float) -> Result:
    """Everything scores 8 but what is said otherwise."""
    values: Values = {}
    for name, metric in find_metrics().items():
        at = next((x for x, score in metric.curve.points if score == 8), metric.curve.points[-1][0])
        values[name] = changed.get(name, at), 1.0
    eights = {name for name, metric in find_metrics().items() if any(score == 8 for _, score in metric.curve.points)}
    return judge({name: value for name, value in values.items() if name in eights})


def test_two_that_are_equally_good_are_both_praised_and_three_are_not() -> None:
    words = choose_words(_level(), Language.EN)
    praised = [
        _find_praised(write_text(result, Dance.WALTZ, Language.EN, words), Language.EN, words)
        for result in (
            _level(),
            _level(spacing=0.02),
            _level(spacing=0.02, balance=0.005, smoothness=1.0),
            _level(spacing=0.02, balance=0.005, smoothness=1.0, synchrony=0.97),
        )
    ]
    assert praised == [set(), {"spacing"}, {"spacing", "balance"}, set()]


def test_too_much_is_not_called_too_little() -> None:
    too_little, too_much = (_level(sway=value) for value in (2.0, 30.0))
    said = [
        write_text(result, Dance.WALTZ, Language.EN, choose_words(result, Language.EN))
        for result in (too_little, too_much)
    ]
    assert "Only 2.0 degrees" in said[0]
    assert "As much as 30.0 degrees" in said[1] and "Only" not in said[1]
