"""What is let in at all, how much of it is read, and what every answer bears. No platform: nothing gets that far."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from danceai.common.errors import Unavailable
from danceai.gateway.app import create_app
from danceai.gateway.edge import answers as answers_module
from danceai.gateway.edge import connections
from danceai.gateway.edge.admission import names_of
from danceai.gateway.edge.bodies import LARGEST
from danceai.gateway.problems import problem
from danceai.gateway.settings import GatewaySettings

KINDS = ("/", "/assets/app.js", "/analyses/anything", "/v1/nothing", "/v1/openapi.json", "/v1/docs", "/health/live")
SIGN_IN = "/v1/account/sign-in"


@pytest.fixture
def ui(tmp_path: Path) -> Path:
    """A web UI of two files, with a secret beside it."""
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<h1>the page</h1>")
    (folder / "assets" / "app.js").write_text("start()")
    (tmp_path / "secret.txt").write_text("secret")
    return folder


def _client(settings: GatewaySettings) -> httpx.AsyncClient:
    app = create_app(settings)
    app.state.bus = None
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=settings.public_url)


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil@127.0.0.1", "10.0.0.7:8080", "a b", ""]
)
async def test_a_name_that_is_not_ours_leads_nowhere(ui: Path, host: str) -> None:
    """DNS rebinding: a page of theirs would be of the same origin as ours, were we to answer to their name."""
    async with _client(GatewaySettings(ui_dir=ui)) as client:
        for path in ("/", "/v1/account", "/v1/openapi.json"):
            answer = await client.get(path, headers={"host": host})
            assert (answer.status_code, answer.json()["code"]) == (421, "misdirected")
        assert (await client.get("/health/live", headers={"host": host})).status_code == 200, "probes come by IP"


def test_our_names_follow_from_the_public_address() -> None:
    assert names_of(GatewaySettings()) == {"127.0.0.1", "localhost", "[::1]"}
    behind = GatewaySettings(public_url="https://Dance.example", allowed_hosts="gateway.internal, 10.1.2.3")
    assert names_of(behind) == {"dance.example", "gateway.internal", "10.1.2.3"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/%00", 422),
        ("/%0d%0aX-Evil:%201", 422),
        ("/v1/couples/%00", 422),
        (f"/{'a' * 3000}", 414),
        (f"/v1/couples/{'a' * 3000}", 414),
        (f"/?q={'a' * 9000}", 414),
        ("/assets/no-such.js", 404),
        ("/assets/..%2f..%2fsecret.txt", 404),
    ],
)
async def test_odd_addresses_are_refused_with_a_sentence(ui: Path, path: str, status: int) -> None:
    async with _client(GatewaySettings(ui_dir=ui)) as client:
        answer = await client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["title"].endswith(".")


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/a/../../secret.txt", "/name-" + "a" * 300])
async def test_other_addresses_show_the_page_and_no_file_of_ours(ui: Path, path: str) -> None:
    async with _client(GatewaySettings(ui_dir=ui)) as client:
        assert (await client.get(path)).text == "<h1>the page</h1>"


async def test_files_are_served_in_the_smallest_form_that_is_read_and_only_when_they_are_new(ui: Path) -> None:
    (ui / "assets" / "app.js.br").write_bytes(b"as brotli has it")
    (ui / "assets" / "app.js.gz").write_bytes(gzip.compress(b"start()"))
    async with _client(GatewaySettings(ui_dir=ui)) as client:
        plain = await client.get("/assets/app.js", headers={"accept-encoding": "identity"})
        gzipped = await client.get("/assets/app.js", headers={"accept-encoding": "gzip, deflate"})
        async with client.stream("GET", "/assets/app.js", headers={"accept-encoding": "gzip;q=0.5, br"}) as small:
            assert b"".join([part async for part in small.aiter_raw()]) == b"as brotli has it"
        page = await client.get("/")
        again = await client.get("/", headers={"if-none-match": page.headers["etag"]})
        assert (await client.get("/assets/app.js.br")).status_code == 404, "it has no address of its own"
    assert (plain.text, gzipped.text) == ("start()", "start()")
    answers = (plain, gzipped, small)
    assert [answer.headers.get("content-encoding") for answer in answers] == [None, "gzip", "br"]
    assert len({answer.headers["etag"] for answer in answers}) == 3
    for answer in answers:
        assert answer.headers["content-type"].startswith("text/javascript")
        assert answer.headers["vary"] == "Accept-Encoding"
        assert "immutable" in answer.headers["cache-control"]
    assert page.headers["cache-control"] == "no-cache"
    assert (again.status_code, again.content) == (304, b"")


async def test_data_is_compressed_where_it_is_large() -> None:
    async with _client(GatewaySettings()) as client:
        document = await client.get("/v1/openapi.json")
        refusal = await client.get("/v1/nothing")
    assert document.headers["content-encoding"] == "gzip"
    assert int(document.headers["content-length"]) < len(document.content) / 5
    assert "content-encoding" not in refusal.headers


async def test_too_many_headers_are_refused() -> None:
    async with _client(GatewaySettings()) as client:
        many = await client.get("/v1/account", headers=[(f"x-{number}", "y") for number in range(200)])
        large = await client.get("/v1/account", headers={"cookie": "a" * 40_000})
    assert [answer.status_code for answer in (many, large)] == [431, 431]


async def test_every_answer_says_how_browsers_may_use_it(ui: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recorded: list[str] = []
    monkeypatch.setattr(answers_module.log, "exception", recorded.append)
    settings = GatewaySettings(ui_dir=ui, store_origin="https://files.example")
    async with _client(settings) as client:
        answers = [await client.get(path) for path in KINDS]
        answers.append(await client.get("/", headers={"host": "evil.example"}))
        answers.append(await client.post(SIGN_IN, content=b"x" * (LARGEST + 1)))
        # There is no bus here: what asks it fails in a way that nobody has foreseen.
        answers.append(await client.get("/v1/account/social"))
    assert [answer.status_code for answer in answers[-3:]] == [421, 413, 500]
    assert recorded == ["call_failed"]
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy, answer.url
        assert "frame-ancestors 'none'" in policy, answer.url
        assert answer.headers["x-content-type-options"] == "nosniff"
        if not answer.url.path.startswith("/assets/"):  # of a page alone
            assert answer.headers["referrer-policy"] == "same-origin"
            assert "camera=()" in answer.headers["permissions-policy"]
        assert "strict-transport-security" not in answer.headers, "not over plain HTTP"
        assert "server" not in answer.headers
    page = answers[0].headers["content-security-policy"]
    assert "script-src 'self';" in page, "scripts are files of ours"
    assert "media-src 'self' blob: https://files.example" in page
    assert answers[3].headers["cache-control"] == "no-store"


async def test_behind_tls_browsers_are_told_to_come_by_tls_alone(ui: Path) -> None:
    async with _client(GatewaySettings(ui_dir=ui, public_url="https://dance.example")) as client:
        for path in KINDS:
            assert "max-age=31536000" in (await client.get(path)).headers["strict-transport-security"]


async def test_documents_are_served_as_set_and_metrics_never() -> None:
    async with _client(GatewaySettings()) as client:
        assert (await client.get("/metrics")).status_code == 404
        docs = await client.get("/v1/docs")
        assert docs.headers["content-security-policy"].startswith("sandbox allow-scripts;"), "scripts of others"
        assert (await client.get("/v1/openapi.json")).status_code == 200
    async with _client(GatewaySettings(serve_api_docs=False)) as client:
        assert (await client.get("/metrics")).status_code == 404
        for path in ("/v1/docs", "/v1/openapi.json", "/redoc", "/docs"):
            assert (await client.get(path)).status_code == 404


def test_a_refusal_that_passes_says_when() -> None:
    assert problem(Unavailable("Away.")).headers["retry-after"] == "5"
    assert problem(Unavailable("Away.", retry_after=40)).headers["retry-after"] == "40"


async def _pieces(size: int, number: int) -> AsyncIterator[bytes]:
    for _ in range(number):
        yield b"x" * size


async def test_a_body_is_measured_before_and_while_it_is_read() -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 1
            yield b"x" * 10_000

    async with _client(GatewaySettings()) as client:
        announced = await client.post(SIGN_IN, headers={"content-length": "400000000"}, content=endless())
        assert read == 0, "refused for what it says of itself"
        counted = await client.post(SIGN_IN, content=endless())
        assert read <= LARGEST / 10_000 + 2
        fitting = await client.post(SIGN_IN, content=_pieces(1000, 10))
    assert [(answer.status_code, answer.json()["code"]) for answer in (announced, counted)] == [(413, "too_large")] * 2
    assert announced.headers["connection"] == "close"
    assert fitting.status_code == 422, "read, and found to be no JSON"


async def test_only_the_signed_in_can_have_a_large_body_read() -> None:
    async with _client(GatewaySettings()) as client:
        answer = await client.post("/v1/transcripts", content=_pieces(LARGEST, 3))
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


async def test_a_slow_body_is_not_waited_for() -> None:
    async def slow() -> AsyncIterator[bytes]:
        while True:
            yield b" "
            await asyncio.sleep(0.02)

    async with _client(GatewaySettings(body_seconds=0.2)) as client:
        answer = await client.post(SIGN_IN, content=slow())
    assert (answer.status_code, answer.json()["code"]) == (408, "too_slow")


@asynccontextmanager
async def _served(**options: Any) -> AsyncIterator[int]:
    """The gateway on a port, as its process serves it; nothing is connected."""
    app = create_app(GatewaySettings())
    config = uvicorn.Config(
        app, port=0, http=connections.PromptProtocol, lifespan="off", log_config=None, access_log=False, **options
    )
    server = uvicorn.Server(config)
    listener = config.bind_socket()
    serving = asyncio.create_task(server._serve([listener]))  # noqa: SLF001 - the outer half would take the signals
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        await serving
        listener.close()


HEAD = b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n"


async def test_a_connection_that_does_not_say_what_it_wants_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.4)
    async with _served(timeout_keep_alive=30) as port:

        async def closed(first: bytes, drip: bytes) -> None:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(first)
            async with asyncio.timeout(20):  # a machine with much to do is late with its own timers
                while not reader.at_eof():
                    writer.write(drip)
                    with suppress(TimeoutError):
                        await asyncio.wait_for(reader.read(1000), 0.1)
            writer.close()

        await asyncio.gather(
            closed(b"", b""),  # silent
            closed(HEAD, b"X: y\r\n"),  # one header after the other
            closed(HEAD + b"\r\n", b""),  # idle after an answer
            closed(HEAD + b"\r\n" + HEAD, b"X: y\r\n"),  # a slow second call
        )


async def test_a_connection_that_asks_again_and_again_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.3)
    async with _served() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(8):
            writer.write(HEAD + b"\r\n")
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200")
            await reader.readexactly(len(b'{"status":"ok"}'))
            await asyncio.sleep(0.1)
        writer.close()


async def test_there_is_an_end_to_connections() -> None:
    async with _served(limit_concurrency=5) as port:
        idle = [await asyncio.open_connection("127.0.0.1", port) for _ in range(5)]
        async with httpx.AsyncClient(trust_env=False) as client:
            assert (await client.get(f"http://127.0.0.1:{port}/health/live")).status_code == 503
        for _, writer in idle:
            writer.close()
