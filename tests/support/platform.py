"""The real platform, once per process on free ports; clients that use it as a browser does."""

import asyncio
import os
import re
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pytest

from danceai.common.frame.bus_rights import Rights
from danceai.common.identity import Actor
from danceai.common.messaging.bus import Bus
from danceai.common.messaging.vouching import vouch
from danceai.local import servers
from danceai.local.client import Client
from danceai.local.layout import DEMO_DOMAIN, DEMO_PASSWORD, OTHER_DOMAIN, Layout
from danceai.local.platform import Platform
from danceai.local.ports import choose_ports
from tests.support.collector import Collector
from tests.support.language_model import LanguageModel
from tests.support.mailbox import Mailbox
from tests.support.places import MODELS, ROOT, SAMPLE, TRAINER

TESTS = "tests"
EVERYTHING = Rights(sends=(">",), publishes=(">",), subscribes=(">",), speaks_for_people=True)
"""What tests may do on the bus: take any part"""
OURS = re.compile(r"python3:[a-z]+-\d+\"")
"""How the server names a connection of a process of ours; strangers have no name"""
ANSWER = 'Subject "_INBOX.'
"""The right to answer ends with the connection over which one was asked: after an outage some answers are refused"""
HELD = '"event": "transaction_held"'


class RunningPlatform:
    """A platform on an event loop of its own thread, so that tests may block."""

    def __init__(self, folder: Path) -> None:
        ports = choose_ports(["smtp", "oidc", "traces"])
        self.oidc_port = ports["oidc"]
        self.mailbox = Mailbox(ports["smtp"])
        self.collector = Collector(ports["traces"])
        self.language_model = LanguageModel()
        # Attacks come from addresses of their own (X-Forwarded-For), so that they throttle nobody else.
        layout = Layout.load(
            folder,
            MODELS,
            None,
            ui=ROOT / "services" / "gateway" / "web" / "dist",
            trainer=TRAINER,
            pose_workers=2,
            mail_port=ports["smtp"],
            model_port=self.language_model.port,
            trusted_proxies="127.0.0.1",
            social_issuers={"google": f"http://127.0.0.1:{self.oidc_port}"},
            strict=True,
            otlp_endpoint=self.collector.url,
            guests={TESTS: EVERYTHING},
            demo=True,
        )
        self.platform = Platform(layout)
        self.layout = layout
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.call(self.platform.up())

    def call(self, coroutine: Any, timeout: float = 180) -> Any:
        """Run a coroutine on the platform's loop."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(timeout)

    async def connect(self, name: str = TESTS) -> Bus:
        """The bus, for the test's own loop."""
        return await self.layout.connect(name)

    def vouched(self, actor: Actor) -> Actor:
        """An actor as auth has signed it just now."""
        token = vouch(actor, self.layout.credentials("auth").vouching_key)
        return actor.model_copy(update={"token": token})

    @property
    def logs(self) -> list[Path]:
        """What the services have said."""
        return list((self.layout.folder / "logs").glob("*.log"))

    def kill(self, name: str) -> None:
        """kill -9 one child; the supervisor starts it again."""

        async def strike() -> None:
            process = self.platform.supervisor.children()[name].process
            assert process is not None
            process.kill()

        self.call(strike())

    def away(self, name: str, seconds: float) -> None:
        """Stop a server and start it again after so long."""
        supervisor, ports = self.platform.supervisor, self.layout.ports
        child = supervisor.children()[name]
        self.call(supervisor.stop([name]))
        time.sleep(seconds)
        self.call(supervisor.start(child))
        self.call(servers.port_open(ports["s3" if name == "seaweedfs" else name]))

    @contextmanager
    def paused(self, *names: str) -> Iterator[None]:
        """Some children say nothing while the block lasts, with all their connections open."""

        def tell(number: signal.Signals) -> None:
            for name in names:
                process = self.platform.supervisor.children()[name].process
                assert process is not None
                os.killpg(process.pid, number)

        tell(signal.SIGSTOP)
        try:
            yield
        finally:
            tell(signal.SIGCONT)

    def hung(self, name: str, seconds: float) -> None:
        """Have a server say nothing for so long."""
        with self.paused(name):
            time.sleep(seconds)

    def close(self) -> None:
        """Stop everything."""
        self.call(self.platform.down())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()
        self.mailbox.close()
        self.collector.close()
        self.language_model.close()


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory, models_folder: Path) -> Iterator[RunningPlatform]:
    """PostgreSQL, NATS, S3 and all nine services."""
    # One at a time: the ports one has chosen are seen to be taken only when somebody listens there.
    with (Path(gettempdir()) / "danceai-tests-starting").open("w") as turn:
        flock(turn, LOCK_EX)
        started = RunningPlatform(tmp_path_factory.mktemp("platform"))
    yield started
    started.close()
    said = (started.layout.folder / "logs" / "nats.log").read_text().splitlines()
    refused = [line for line in said if "Violation" in line and OURS.search(line) and ANSWER not in line]
    assert not refused, "processes lacked a right on the bus:\n" + "\n".join(refused)
    held = [line for log in sorted(started.logs) for line in log.read_text().splitlines() if HELD in line]
    assert not held, "transactions were held open over something else:\n" + "\n".join(held)


ClientOf = Callable[..., Client]


@pytest.fixture(scope="session")
def client_of(running: RunningPlatform) -> Iterator[ClientOf]:
    """client_of("trainer"), client_of("dancer", other=True): signed in with a role, in either studio."""
    opened: list[Client] = []

    def sign_in(role: str = "trainer", *, other: bool = False) -> Client:
        client = Client(running.layout.url)
        opened.append(client)
        client.sign_in(f"{role}@{OTHER_DOMAIN if other else DEMO_DOMAIN}", DEMO_PASSWORD)
        return client

    yield sign_in
    for client in opened:
        client.__exit__()


@pytest.fixture(scope="session")
def trainer(client_of: ClientOf) -> Client:
    """A trainer of the demo studio."""
    return client_of("trainer")


def upload_and_start(client: Client, path: Path, dance: str = "waltz", **options: Any) -> dict[str, Any]:
    """Session, upload, analysis."""
    session = client.open_session(client.first_couple(), dance, options.pop("language", "en"))
    for camera, video in zip("AB", [path, *options.pop("more", [])], strict=False):
        client.upload(session["id"], camera, video, **options)
    return client.start(session["id"])


@pytest.fixture(scope="session")
def finished_sample(trainer: Client) -> dict[str, Any]:
    """The sample couple's analysis, done once for all tests that only look."""
    analysis = trainer.finished(upload_and_start(trainer, SAMPLE)["id"])
    assert analysis["state"] == "done", analysis["error_message"]
    return analysis
