"""`danceai analyse`: one or two videos to scores and files, with progress on the terminal."""

from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from danceai.common.numbers import write_mark, write_number, write_share
from danceai.local.client import Client, Json

SYMBOL = {"good": "[green]good[/]", "warning": "[yellow]warning[/]", "unusable": "[red]unusable[/]"}


def _eta(live: Json) -> str:
    eta = live.get("eta_seconds")
    return f"about {eta:.0f} s left" if eta is not None else ""


def analyse(
    client: Client,
    console: Console,
    videos: list[Path],
    dance: str,
    language: str,
    out: Path,
    couple: str | None = None,
) -> Json:
    """Upload, follow, download. Raises Refused when a file is not admitted; returns the ended analysis."""
    session = client.open_session(couple or client.first_couple(), dance, language)
    bar = Progress(
        TextColumn("{task.description:<28}"),
        BarColumn(),
        TextColumn("{task.percentage:>5.1f} %"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[eta]}"),
        console=console,
        transient=not console.is_terminal,
    )
    with bar as progress:
        for camera, path in zip("AB", videos, strict=False):
            task = progress.add_task(f"upload {path.name}"[:28], total=max(path.stat().st_size, 1), eta="")

            def sent(done: int, _: int, task: TaskID = task) -> None:
                progress.update(task, completed=done)

            client.upload(session["id"], camera, path, progress=sent)
        analysis = client.start(session["id"])
        task = progress.add_task("analysis", total=100, eta="")
        for live in client.follow(analysis["id"]):
            stage = live["stage"] or live["state"]
            progress.update(task, completed=live["percent"], description=f"analysis: {stage}", eta=_eta(live))
    analysis = client.call("GET", f"/v1/analyses/{analysis['id']}")
    session = client.call("GET", f"/v1/sessions/{session['id']}")
    out.mkdir(parents=True, exist_ok=True)
    for name in analysis["files"]:
        client.download(analysis["id"], name, out / name)
    _print_quality(console, session, analysis)
    return analysis


def _print_quality(console: Console, session: Json, analysis: Json) -> None:
    """The quality report of each video; its last line, the camera angle, is known once the couple was followed."""
    cameras = (analysis["result"] or {}).get("cameras", {})
    for video in session["videos"]:
        angle = cameras.get(video["camera"], {}).get("angle")
        lines = [*(video["quality"] or []), *([angle] if angle else [])]
        if not lines:
            continue
        table = Table(title=f"Recording, camera {video['camera']}", title_justify="left", box=None, pad_edge=False)
        for column in ("", "measured", "limit", "verdict"):
            table.add_column(column)
        for line in lines:
            table.add_row(line["name"].replace("_", " "), line["measured"], line["limit"], SYMBOL[line["verdict"]])
        console.print(table)


def _seconds(stage: Json) -> float | None:
    if not stage["started_at"] or not stage["finished_at"]:
        return None
    began, ended = (datetime.fromisoformat(stage[key]) for key in ("started_at", "finished_at"))
    return (ended - began).total_seconds()


def print_result(console: Console, analysis: Json, out: Path, url: str) -> None:
    """Scores with intervals, time per stage, where everything is."""
    result = analysis["result"]
    scores = Table(title="Scores (style of WDSF JS 2.1)", title_justify="left", box=None, pad_edge=False)
    for column in ("", "score", "interval", "seen"):
        scores.add_column(column, justify="right" if column else "left")
    for row in result["components"]:
        if row["score"] is None:
            scores.add_row(row["code"], "not assessable", "", write_share(row["coverage"]))
        else:
            between = f"{write_number(row['low'], 1)} - {write_number(row['high'], 1)}"
            scores.add_row(row["code"], f"[bold]{write_mark(row['score'])}[/]", between, write_share(row["coverage"]))
    console.print(scores)
    for row in result["components"]:
        if row["score"] is None:
            console.print(f"  {row['code']}: {row['reason']}")
    console.print(f"Camera angle: {result['view']}")
    if not result["music"]["assessable"]:
        console.print(f"Timing not assessable: {result['music']['reason']}")
        if result["music"]["bars_from"] == "moved":
            bars = write_number(result["music"]["bars_per_minute"], 1)
            console.print(f"Bars are told from the couple's movement: {bars} a minute")
    stages = Table(title="Time per stage", title_justify="left", box=None, pad_edge=False)
    stages.add_column("")
    stages.add_column("seconds", justify="right")
    for stage in analysis["stages"]:
        taken = _seconds(stage)
        name = stage["name"] + (f" {stage['camera']}" if stage["camera"] else "")
        stages.add_row(name, f"{taken:.1f}" if taken is not None else "-")
    console.print(stages)
    for name in analysis["files"]:
        console.print(f"{name:<16} {out / name}", soft_wrap=True, highlight=False)
    console.print(f"{'page':<16} {url}/analyses/{analysis['id']}", soft_wrap=True, highlight=False)
