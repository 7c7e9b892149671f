"""The simulation of queues, against what can be computed by hand."""

from pathlib import Path

import pytest

from danceai.common.frame.discovery import jobs_of, load_service, service_names
from danceai.local.capacity import (
    HOP,
    STAGES,
    Arrival,
    Kind,
    Measured,
    NothingMeasured,
    Pods,
    a_day,
    kinds_of,
    simulate,
)
from danceai.local.command import main
from danceai.local.simulating import read_measured

SCORE = {"ScoreAnalysis": Kind("scoring", 10.0, 1.0)}
PAGE = """
danceai_handling_seconds_count{kind="job",type="ScoreAnalysis"} 4.0
danceai_handling_seconds_sum{kind="job",type="ScoreAnalysis"} 20.0
danceai_handling_seconds_count{kind="job",type="FindBodies"} 40.0
danceai_handling_seconds_sum{kind="job",type="FindBodies"} 60.0
danceai_processor_seconds_total{type="FindBodies"} 90.0
danceai_handling_seconds_count{kind="request",type="StartAnalysis"} 4.0
"""


def _at_once(number: int, studios: int = 1) -> list[Arrival]:
    return [Arrival(0.0, number % studios) for number in range(number)]


@pytest.mark.parametrize(("pods", "takes"), [(1, 60.0), (2, 30.0), (3, 20.0), (6, 10.0), (9, 10.0)])
def test_one_queue_is_worked_off_by_as_many_as_there_are(pods: int, takes: float) -> None:
    outcome = simulate(SCORE, Pods({"scoring": pods}, at_once=9), _at_once(6))
    assert outcome.finished_at == pytest.approx(takes + HOP)
    assert outcome.busy == {"scoring": 60.0}


def test_a_studio_has_so_many_at_once() -> None:
    alone = simulate(SCORE, Pods({"scoring": 9}, at_once=1), _at_once(6))
    shared = simulate(SCORE, Pods({"scoring": 9}, at_once=1), _at_once(6, studios=3))
    assert alone.finished_at == pytest.approx(6 * (10 + HOP))
    assert shared.finished_at == pytest.approx(2 * (10 + HOP))


def test_jobs_share_the_cores_of_one_machine() -> None:
    pods, greedy = Pods({"scoring": 9}, cores=2, at_once=9), {"ScoreAnalysis": Kind("scoring", 10.0, 1.0, cores=1.5)}
    assert simulate(SCORE, pods, _at_once(2)).finished_at == pytest.approx(10 + HOP)
    assert simulate(SCORE, pods, _at_once(6)).finished_at == pytest.approx(30 + HOP)
    assert simulate(greedy, pods, _at_once(6)).finished_at == pytest.approx(45 + HOP)


def test_who_comes_later_slows_down_those_who_are_there() -> None:
    pods = Pods({"scoring": 9}, cores=1, at_once=9)
    outcome = simulate(SCORE, pods, [Arrival(0.0), Arrival(5.0)])
    assert outcome.took == pytest.approx([15 + HOP, 15 + HOP])  # 5 alone and 10 by half; 10 by half and 5 alone


def test_a_recording_is_checked_while_its_analysis_waits_for_its_turn() -> None:
    kinds = {"ProbeVideo": Kind("ingest", 4.0, 1.0), **SCORE}
    outcome = simulate(kinds, Pods({"scoring": 9, "ingest": 9}, at_once=1), _at_once(3))
    assert outcome.finished_at == pytest.approx(4 + HOP + 3 * (10 + HOP))


def test_pieces_go_side_by_side_and_stages_one_after_the_other() -> None:
    kinds = {"FindBodies": Kind("pose", 2.0, 10.0), "TrackCouple": Kind("pose", 3.0, 1.0)}
    outcome = simulate(kinds, Pods({"pose": 5}), _at_once(1))
    assert outcome.finished_at == pytest.approx(2 * 2.0 + 3.0 + 2 * HOP)
    longer = simulate(kinds, Pods({"pose": 5}), [Arrival(0.0, length=2.0)])
    assert longer.finished_at == pytest.approx(4 * 2.0 + 6.0 + 2 * HOP)


def test_a_studios_overlays_are_drawn_one_by_one() -> None:
    kinds = {"RenderOverlay": Kind("scoring", 5.0, 1.0, slots=2, per_studio=1)}
    one = simulate(kinds, Pods({"scoring": 4}, at_once=9), _at_once(4))
    many = simulate(kinds, Pods({"scoring": 4}, at_once=9), _at_once(4, studios=4))
    assert one.finished_at == pytest.approx(20 + HOP)
    assert one.waited["RenderOverlay"] == pytest.approx(0 + 5 + 10 + 15)
    assert many.finished_at == pytest.approx(5 + HOP)


def test_times_are_read_from_what_services_tell() -> None:
    jobs = jobs_of(load_service(name) for name in service_names())
    kinds = kinds_of(jobs, read_measured([PAGE, PAGE]))
    assert {name: (kind.seconds, kind.per_analysis, kind.cores) for name, kind in kinds.items()} == {
        "ScoreAnalysis": (5.0, 1.0, 1.0),
        "FindBodies": (1.5, 10.0, 1.5),
    }
    with pytest.raises(NothingMeasured, match="No analysis has run here yet"):
        kinds_of(jobs, {})


def test_an_operator_is_told_a_plan_or_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As it is typed: with saved pages, and where nothing runs."""
    page = tmp_path / "page"
    page.write_text(PAGE)
    told = {}
    for name, arguments in (("plan", ["--metrics", str(page)]), ("nothing", []), ("none", ["--minutes", "0.01"])):
        more = ["--metrics", str(page)] if name == "none" else []
        monkeypatch.setattr(
            "sys.argv",
            ["danceai", "--home", str(tmp_path), "simulate", "--most", "1", "--videos", "120", *arguments, *more],
        )
        with pytest.raises(SystemExit) as ended:
            main()
        told[name] = (ended.value.code, " ".join(capsys.readouterr().out.split()))
    assert told["plan"][0] == 0
    # 120 analyses: ten pieces of 1.5 s and one score of 5 s each
    assert "at work 0.5 hours a day in all" in told["plan"][1]
    assert "pods of scoring │ 1, at work 0.2 hours" in told["plan"][1]
    assert "7.0 GB more each day" in told["plan"][1]
    assert told["nothing"][0] == 1
    assert "one at a time" in told["nothing"][1]
    assert told["none"][0] == 1
    assert "--at-once" in told["none"][1]


def test_what_was_measured_before_does_not_count() -> None:
    assert Measured(5, 20.0, 9.0).since(Measured(2, 8.0, 3.0)) == Measured(3, 12.0, 6.0)


def test_stages_name_jobs_that_there_are() -> None:
    names = {job.__name__ for job in jobs_of(load_service(name) for name in service_names())}
    assert {name for stage in STAGES for name in stage} <= names


def test_a_day_has_its_evening() -> None:
    hours = [int(arrival.at // 3600) for arrival in a_day(2000, 5)]
    assert sum(hour in range(17, 22) for hour in hours) > len(hours) / 3
    assert {arrival.studio for arrival in a_day(2000, 5)} == set(range(5))
