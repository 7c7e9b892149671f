"""The `danceai` command: up, demo, analyse, evaluate, models pull, simulate, doctor, reset."""

import argparse
import asyncio
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import httpx

from danceai.common.contracts.base import Dance, Language
from danceai.common.errors import ProductError
from danceai.common.identity import Role
from danceai.local.analysing import analyse, print_result
from danceai.local.client import Client, Refused, answers
from danceai.local.doctor import examine
from danceai.local.fetching import console, fetch, models_folder
from danceai.local.layout import PEOPLE, PLATFORM_FILE, Layout, OtherMode, default_folder, first_login
from danceai.local.measuring import calibrate, evaluate_confidences, evaluate_poses, evaluate_tracking
from danceai.local.models import PullFailed
from danceai.local.platform import Platform
from danceai.local.ports import PortTaken
from danceai.local.simulating import add_options, simulate_command
from danceai.pose.evaluation.against_truth import REFERENCE

DEFAULT_PORT = 8080
LATER_URL = f"http://127.0.0.1:{DEFAULT_PORT}"
"""Where an analysis made by a platform of its own can be looked at after `make run`."""


def _ui() -> Path | None:
    built = Path(os.environ.get("DANCEAI_UI", "services/gateway/web/dist")).absolute()
    return built if (built / "index.html").is_file() else None


def _trainer() -> Path | None:
    """A Python with PyTorch: `make trainer` brings one."""
    python = Path(os.environ.get("DANCEAI_TRAINER", ".tools/couple_network/bin/python")).absolute()
    return python if python.exists() else None


async def _running(
    options: argparse.Namespace,
    inside: Callable[[Platform], Coroutine[Any, Any, int]],
    *,
    demo: bool | None,
    port: int | None,
) -> int:
    """Everything up, then `inside`, then everything down; Ctrl-C and SIGTERM end `inside`."""
    layout = Layout.load(
        options.home,
        fetch(options.home),
        port,
        demo=demo,
        ui=_ui(),
        trainer=_trainer(),
        pose_workers=options.pose_workers,
        bus_sync=options.bus_sync,
    )
    platform = Platform(layout)
    loop = asyncio.get_running_loop()
    task = asyncio.current_task()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, lambda: task and task.cancel())
    try:
        await platform.up()
        return await inside(platform)
    except asyncio.CancelledError:
        console.print("Stopping ...")
        return 0
    except TimeoutError as error:
        console.print(f"[red]The platform did not start:[/] {error}")
        return 1
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, lambda: None)
        await platform.down()


def up(options: argparse.Namespace) -> int:
    """Start everything and keep it running."""

    async def stay(platform: Platform) -> int:
        console.print(f"Dance AI is running at [bold]{platform.layout.url}[/] (Ctrl-C stops it)")
        for role in PEOPLE:
            email, password = first_login(platform.layout.folder, role)
            console.print(f"Sign in as {email:<28} {password if platform.layout.demo else ''}")
        if not platform.layout.demo:
            console.print(f"Passwords  {platform.layout.folder / PLATFORM_FILE} (only you can read it)")
        console.print(f"Data       {platform.layout.folder}")
        for stray in platform.strays:
            console.print(f"[yellow]Nobody works off:[/] {stray}")
        await platform.supervisor.given_up.wait()
        console.print("[red]A part of the platform keeps dying; see the logs folder.[/]")
        return 1

    return asyncio.run(_running(options, stay, demo=options.demo, port=options.port))


def demo(options: argparse.Namespace) -> int:
    """The main job on the sample couple."""
    began = time.monotonic()

    async def once(platform: Platform) -> int:
        console.print(f"Platform up in {time.monotonic() - began:.1f} s at {platform.layout.url}")
        return await asyncio.to_thread(_analyse_at, platform.layout.url, options, LATER_URL)

    status = asyncio.run(_running(options, once, demo=True, port=options.port))
    console.print(f"Demo took {time.monotonic() - began:.1f} s. `make run` brings the platform and its pages back up.")
    return status


def _analyse_at(url: str, options: argparse.Namespace, pages: str | None = None) -> int:
    email, password = first_login(options.home, Role.TRAINER)
    with Client(url) as client:
        try:
            client.sign_in(options.email or email, options.password or password)
            analysis = analyse(client, console, options.videos, options.dance, options.language, options.out)
        except Refused as refusal:
            console.print(f"[red]Refused:[/] {refusal}")
            return 1
        except httpx.ConnectError:
            console.print(f"[red]Nothing answers at {url}.[/] Start the platform with `danceai up`.")
            return 1
    if analysis["state"] != "done":
        console.print(f"[red]The analysis {analysis['state']}:[/] {analysis['error_message']}")
        return 1
    print_result(console, analysis, options.out.absolute(), pages or url)
    return 0


def analyse_command(options: argparse.Namespace) -> int:
    """Upload videos to a running platform (or start one for it) and download the outputs."""
    absent = [str(path) for path in options.videos if not path.is_file()]
    if absent:
        console.print(f"[red]There is no file {', '.join(absent)}.[/]")
        return 1
    url = options.url or f"http://127.0.0.1:{options.port or DEFAULT_PORT}"
    if options.url is None and not answers(url):

        async def once(platform: Platform) -> int:
            return await asyncio.to_thread(_analyse_at, platform.layout.url, options, LATER_URL)

        console.print("No platform is running; starting one for this analysis.")
        return asyncio.run(_running(options, once, demo=None, port=None))
    return _analyse_at(url, options)


def pull_models(options: argparse.Namespace) -> int:
    """Fetch what is missing."""
    fetch(options.home)
    console.print(f"All networks and fonts are in {models_folder(options.home)}")
    return 0


def doctor(options: argparse.Namespace) -> int:
    """Say what is wrong."""
    url = f"http://127.0.0.1:{options.port or DEFAULT_PORT}"
    findings = examine(options.home, models_folder(options.home), url)
    for finding in findings:
        console.print(f"{'[green]ok[/]  ' if finding.good else '[red]no[/]  '}{finding.what}")
        if not finding.good:
            console.print(f"    {finding.advice}")
    return 0 if all(finding.good for finding in findings) else 1


def reset(options: argparse.Namespace) -> int:
    """Forget all data; networks and fonts stay."""
    if not options.yes and input(f"Delete all studios, videos and analyses in {options.home}? [y/N] ") != "y":
        return 1
    keep = models_folder(options.home)
    for path in options.home.iterdir() if options.home.exists() else []:
        if path != keep:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    console.print("All data is gone; the next start begins anew.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="danceai", description=__doc__)
    parser.add_argument("--home", type=Path, default=default_folder(), help="folder that keeps all data")
    commands = parser.add_subparsers(required=True)

    def command(name: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=run.__doc__, description=run.__doc__)
        added.set_defaults(run=run)
        added.add_argument("--port", type=int, default=None, help="port of the gateway")
        added.add_argument("--pose-workers", type=int, default=max(1, min(4, (os.cpu_count() or 2))))
        added.add_argument(
            "--bus-sync", default="always", help="when the bus writes through to the disk: always, 10s ..."
        )
        return added

    starting = command("up", up)
    starting.set_defaults(port=DEFAULT_PORT)
    starting.add_argument("--demo", action="store_true", help="with accounts whose passwords everybody knows")
    for name, run in (("demo", demo), ("analyse", analyse_command)):
        added = command(name, run)
        if name == "analyse":
            added.add_argument("videos", type=Path, nargs="+", metavar="VIDEO", help="camera A and, if any, camera B")
            added.add_argument("--url", default=None, help="gateway of a platform that runs elsewhere")
        added.add_argument("--dance", default="waltz", help=f"one of {', '.join(Dance)}")
        added.add_argument("--language", default="en", choices=[language.value for language in Language])
        added.add_argument("--out", type=Path, default=Path("build/demo" if name == "demo" else "out"))
        added.add_argument("--email", default=None, help="who signs in; the first studio's trainer otherwise")
        added.add_argument("--password", default=None)
        if name == "demo":
            added.set_defaults(videos=[Path("samples/waltz.mp4")])
    pull = commands.add_parser("models", help="networks and fonts").add_subparsers(required=True)
    pull.add_parser("pull", help=pull_models.__doc__).set_defaults(run=pull_models)
    judged = commands.add_parser("evaluate", help="pose models and tracking against truth").add_subparsers(
        required=True
    )
    measured = {"poses": evaluate_poses, "confidences": evaluate_confidences, "tracking": evaluate_tracking}
    for name, run in measured.items():
        added = judged.add_parser(name, help=run.__doc__, description=run.__doc__)
        added.set_defaults(run=run)
        added.add_argument("--model", default="", help="name of a built-in model; the default otherwise")
        added.add_argument("--threads", type=int, default=os.cpu_count() or 1)
        if name != "tracking":
            added.add_argument("coco", type=Path, help="COCO keypoints file")
            added.add_argument("--images", type=Path, default=None, help="folder of its pictures")
        if name == "confidences":
            added.add_argument("--against", default=REFERENCE, help="whose scale it is brought to")
        if name == "tracking":
            added.add_argument("video", type=Path, help="constant frame rate, as the platform's renditions have")
            added.add_argument("--truth", type=Path, default=None, help="truth file beside it otherwise")
    fitting = command("calibrate", calibrate)
    fitting.add_argument("marks", type=Path, help="CSV: analysis, TQ, MM, PS, CP")
    fitting.add_argument("--profile", default="js-2.1", help="calibration to start from")
    fitting.add_argument("--output", type=Path, default=Path("calibration.yaml"))
    planning = command("simulate", simulate_command)
    add_options(planning)
    command("doctor", doctor)
    command("reset", reset).add_argument("--yes", action="store_true", help="do not ask")
    return parser


def main() -> None:
    """Entry point."""
    options = _parser().parse_args()
    options.home = options.home.absolute()
    try:
        sys.exit(options.run(options))
    except (PortTaken, OtherMode, PullFailed, ProductError) as error:
        console.print(f"[red]{error}[/]")
        sys.exit(1)


if __name__ == "__main__":
    main()
