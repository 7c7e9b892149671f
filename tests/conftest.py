"""The real platform, once per run on free ports; clients that use it as a browser does."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from danceai.local.client import Client
from danceai.local.platform import DEMO_DOMAIN, DEMO_PASSWORD, OTHER_DOMAIN, Layout, Platform, choose_ports

pytest_plugins = ["tests.figures", "tests.security.world"]

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "data"
MODELS = ROOT / ".danceai" / "models"
SAMPLE = ROOT / "samples" / "waltz.mp4"


@pytest.fixture(scope="session")
def models_folder() -> Path:
    """Networks and fonts, as `make test` has pulled them."""
    assert MODELS.is_dir(), "run `danceai models pull` first"
    return MODELS


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real clips and music beside the project; tests that need them are skipped where they are absent."""
    if not SHARED.is_dir():
        pytest.skip("the folder of real clips is not beside the project")
    return SHARED


class Mailbox:
    """A real SMTP server that keeps what it is sent, newest last."""

    def __init__(self, port: int) -> None:
        self.mails: list[EmailMessage] = []
        self._arrived = threading.Condition()
        self._server = Controller(self, hostname="127.0.0.1", port=port)
        self._server.start()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - the name aiosmtpd calls
        mail = message_from_bytes(envelope.content, policy=default)
        with self._arrived:
            self.mails.append(mail)
            self._arrived.notify_all()
        return "250 OK"

    def wait_for(
        self, address: str, words: str = "", after: int = 0, saying: str = "", seconds: float = 20
    ) -> EmailMessage:
        """The newest mail to an address with the words in its subject and `saying` in its text, after so many."""

        def fits(mail: EmailMessage) -> bool:
            plain = mail.get_body(("plain",))
            return (
                mail["To"] == address
                and words in mail["Subject"]
                and plain is not None
                and saying in plain.get_content()
            )

        def found() -> EmailMessage | None:
            return next((mail for mail in reversed(self.mails[after:]) if fits(mail)), None)

        with self._arrived:
            assert self._arrived.wait_for(found, seconds), f"no mail to {address} ({words})"
            mail = found()
        assert mail is not None
        return mail

    def close(self) -> None:
        """Stop listening."""
        self._server.stop()


class RunningPlatform:
    """A platform on an event loop of its own thread, so that tests may block."""

    def __init__(self, folder: Path) -> None:
        ports = choose_ports(["smtp", "oidc"])
        self.oidc_port = ports["oidc"]
        self.mailbox = Mailbox(ports["smtp"])
        # Attacks come from addresses of their own (X-Forwarded-For), so that they throttle nobody else.
        layout = Layout.load(
            folder,
            MODELS,
            None,
            pose_workers=2,
            mail_port=ports["smtp"],
            trusted_proxies="127.0.0.1",
            social_issuers={"google": f"http://127.0.0.1:{self.oidc_port}"},
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

    def kill(self, name: str) -> None:
        """kill -9 one child; the supervisor starts it again."""

        async def strike() -> None:
            process = self.platform.supervisor.children()[name].process
            assert process is not None
            process.kill()

        self.call(strike())

    def close(self) -> None:
        """Stop everything."""
        self.call(self.platform.down())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()
        self.mailbox.close()


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory, models_folder: Path) -> Iterator[RunningPlatform]:
    """PostgreSQL, NATS, S3 and all nine services."""
    started = RunningPlatform(tmp_path_factory.mktemp("platform"))
    yield started
    started.close()


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


def couple_tracks(performance: Any, pixels: float = 2.0, dropouts: float = 0.05, seed: int = 1) -> Any:
    """A synthetic performance as the scoring service sees it after noise, tracking gaps and smoothing."""
    from danceai.common.poses import KeyPoints
    from danceai.common.skeleton import BODY_JOINTS, JOINT_COUNT
    from danceai.pose.tracking.joint_fusion import smooth
    from danceai.scoring.movement.tracks import CoupleTracks

    knobs = performance.knobs
    seen = KeyPoints.of(performance.noisy(pixels, dropouts, seed)).joints(BODY_JOINTS)
    unknown = KeyPoints.unknown(len(performance.times), 2, JOINT_COUNT)
    poses = unknown.with_joints(BODY_JOINTS, smooth(seen, knobs.fps))
    return CoupleTracks.of(poses, knobs.fps, knobs.width, knobs.height)
