"""`danceai simulate`: how many pods a day's recordings need, planned with this installation's own stage times."""

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

import httpx
from rich.console import Console
from rich.table import Table

from danceai.common.frame.discovery import jobs_of, load_service, service_names
from danceai.local import servers
from danceai.local.capacity import Kind, Measured, NothingMeasured, Outcome, Pods, a_day, kinds_of, simulate
from danceai.local.layout import HEALTH, PLATFORM_FILE

LINE = re.compile(
    r'^danceai_(?:handling_seconds_(?P<part>count|sum)\{kind="job",|processor_seconds_total\{)type="(?P<kind>\w+)"\} '
    r"(?P<value>[\d.e+-]+)$",
    re.MULTILINE,
)
FIELDS = {"count": "jobs", "sum": "seconds", None: "processor"}
SHARE = 0.95
DAY_HOURS = 24
console = Console()


def read_measured(pages: Iterable[str]) -> dict[str, Measured]:
    """By kind of job, what /metrics of the services says, added up."""
    found: dict[str, Measured] = defaultdict(Measured)
    for page in pages:
        for line in LINE.finditer(page):
            found[line["kind"]] += Measured(**{FIELDS[line["part"]]: float(line["value"])})
    return dict(found)


def fetch_pages(home: Path) -> list[str]:
    """Of every process of the platform that runs in a folder; none where none runs."""
    kept = home / PLATFORM_FILE
    ports = json.loads(kept.read_text())["ports"] if kept.is_file() else {}
    urls = [f"http://{servers.HOST}:{port}/metrics" for name, port in ports.items() if name.startswith(HEALTH)]
    return [page for url in urls if (page := _page(url))]


def _page(url: str) -> str:
    """Empty where nobody listens: fewer workers run than once did."""
    try:
        return httpx.get(url, trust_env=False, timeout=10).text
    except httpx.ConnectError:
        return ""


def configurations(most: int) -> Iterator[dict[str, int]]:
    """Pods by service, up to so many of those that work most."""
    for pose, scoring, ingest in product(*[range(1, most + 1)] * 3):
        yield {"pose": pose, "scoring": scoring, "ingest": ingest}


def cheapest(kinds: dict[str, Kind], options: argparse.Namespace) -> tuple[dict[str, int], Outcome] | None:
    """The configuration with the lowest price that keeps the time; None when none does."""
    prices = {"pose": options.pose_price, "scoring": options.pod_price, "ingest": options.pod_price}
    arrivals = a_day(options.videos, options.studios)
    by_price = sorted(
        configurations(options.most), key=lambda pods: sum(prices[name] * count for name, count in pods.items())
    )
    for pods in by_price:
        outcome = simulate(kinds, Pods(pods, cores=options.cores, at_once=options.at_once), arrivals)
        if outcome.within(SHARE) <= options.minutes * 60:
            return pods, outcome
    return None


def simulate_command(options: argparse.Namespace) -> int:
    """Plan pods, hours, storage and cost for a day's recordings from the times that jobs have taken here."""
    pages = [path.read_text() for path in options.metrics] or fetch_pages(options.home)
    try:
        kinds = kinds_of(jobs_of(load_service(name) for name in service_names()), read_measured(pages))
    except NothingMeasured as nothing:
        console.print(
            f"[red]{nothing}[/] Have a platform that runs (danceai up) analyse a few recordings, one at a time."
        )
        return 1
    console.print(_what_was_measured(kinds))
    asked = f"{options.videos} recordings a day from {options.studios} studios"
    found = cheapest(kinds, options)
    if found is None:
        console.print(
            f"[red]{asked}: {options.most} pods of each service do not have 95 % done within {options.minutes:g} "
            "minutes.[/] Allow more pods (--most), or a studio more analyses at once (--at-once)."
        )
        return 1
    console.print(f"{asked}, 95 % done within {options.minutes:g} minutes, take at least:", _plan(*found, options))
    return 0


def _what_was_measured(kinds: dict[str, Kind]) -> Table:
    measured = Table("job", "service", "an analysis has", "each takes", "keeps busy", title="Measured here")
    for name, kind in kinds.items():
        measured.add_row(
            name, kind.service, f"{kind.per_analysis:.1f}", f"{kind.seconds:.2f} s", f"{kind.cores:.1f} cores"
        )
    return measured


def _plan(pods: dict[str, int], outcome: Outcome, options: argparse.Namespace) -> Table:
    plan = Table(show_header=False)
    hours = {name: outcome.busy[name] / 3600 for name in pods}
    for name, count in pods.items():
        share = hours[name] / (count * DAY_HOURS)
        plan.add_row(
            f"pods of {name}", f"{count}, at work {hours[name]:.1f} hours a day in all ({share:.0%} of the time)"
        )
    plan.add_row("GPU hours a day", f"{hours['pose']:.1f}, where pods of pose have GPUs")
    plan.add_row("half of all analyses done within", f"{outcome.within(0.5) / 60:.1f} minutes")
    plan.add_row("95 % done within", f"{outcome.within(SHARE) / 60:.1f} minutes")
    worst = max(outcome.waited, key=outcome.waited.__getitem__)
    plan.add_row("longest queue", f"of {worst}: {outcome.waited[worst] / options.videos:.0f} s until its turn comes")
    plan.add_row("storage", f"{options.videos * options.megabytes / 1024:.1f} GB more each day")
    others = (pods["scoring"] + pods["ingest"]) * options.pod_price * DAY_HOURS
    always, scaled = (
        others + hours_paid * options.pose_price for hours_paid in (pods["pose"] * DAY_HOURS, hours["pose"])
    )
    plan.add_row("cost a day", f"{always:.2f}; {scaled:.2f} where pods of pose are there only while they work")
    return plan


def add_options(parser: argparse.ArgumentParser) -> None:
    """What a plan depends on."""
    parser.add_argument("--videos", type=int, default=500, help="recordings a day, as long as those measured")
    parser.add_argument("--studios", type=int, default=20, help="that send them")
    parser.add_argument("--minutes", type=float, default=15, help="in which 95 %% of analyses must be done")
    parser.add_argument("--at-once", type=int, default=4, help="analyses of a studio under way")
    parser.add_argument(
        "--cores", type=float, default=0, help="that all pods share, on one machine; 0 = each has its own"
    )
    parser.add_argument("--most", type=int, default=6, help="pods of a service at most")
    parser.add_argument("--pose-price", type=float, default=0.1, help="an hour of a pose worker, with its GPU if any")
    parser.add_argument("--pod-price", type=float, default=0.05, help="an hour of any other pod")
    parser.add_argument("--megabytes", type=float, default=60, help="that a recording and its results take")
    parser.add_argument(
        "--metrics", type=Path, nargs="*", default=[], help="saved /metrics pages of an installation elsewhere"
    )
