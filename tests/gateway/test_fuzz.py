"""The whole API against generated calls of an authorised admin, right and wrong: documented answers only."""

import asyncio
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pyotp

from tests.support.platform import RunningPlatform
from tests.support.store import sql
from tests.support.two_studios import PASSWORD, World, accept, signed_in, stranger_address

SECONDS = int(os.environ.get("DANCEAI_FUZZ_SECONDS", "0"))
"""0: the same calls every time, so that a failure is the change's; above: other calls every time, for so long"""
SAME = ("--seed", "20261124", "--phases", "examples,coverage")
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
# The first three would end the session that all other calls need. Social login needs a provider that answers; it, other
# studios, the default pose model and the platform's budget are shared with all other tests. Drawing takes long.
LEFT_OUT = (
    r"^(POST /v1/account/sign-out|DELETE /v1/account/sessions/.*|DELETE /v1/users/.*/totp|.*/social/.*"
    r"|PATCH /v1/studios/.*|PATCH /v1/pose-models|PUT /v1/spend/platform/budget|POST /v1/datasets/rendered)$"
)


async def _admin_of_everything(world: World, running: RunningPlatform) -> str:
    """The session of a platform admin in a studio where nothing can be broken."""
    platform = next(caller.client for caller in world.callers if caller.name == "platform_admin")
    email = f"fuzz.{world.fresh()}@fuzz.example"
    platform.call("POST", "/v1/studios", {"name": "Fuzz", "admin_email": email, "admin_name": "Fuzz"})
    accept(running, email)
    await sql(running.layout, "update auth.users set role = 'platform_admin' where email = $1", email)
    with signed_in(running, email, PASSWORD) as client:
        # With a second factor of its own it stays in when a generated call makes one required.
        secret = client.call("POST", "/v1/account/totp")["secret"]
        client.call("POST", "/v1/account/totp/confirm", {"code": pyotp.TOTP(secret).at(datetime.now(UTC))})
        return str(client.http.cookies["danceai_session"])


async def test_generated_calls(world: World, running: RunningPlatform) -> None:
    token = await _admin_of_everything(world, running)
    headers = {"Cookie": f"danceai_session={token}", **stranger_address()}
    command = [
        sys.executable,
        "-m",
        "schemathesis.cli",
        "--config-file",
        str(Path(__file__).with_name("schemathesis.toml")),
        "run",
        f"{running.layout.url}/v1/openapi.json",
        "--checks",
        CHECKS,
        *(("--max-time", str(SECONDS)) if SECONDS else SAME),
        "--workers",
        "2",
        "--exclude-name-regex",
        LEFT_OUT,
        "--continue-on-failure",
        "--suppress-health-check",
        "all",
        "--warnings",
        "off",
        "--request-timeout",
        "20",
        *(part for name, value in headers.items() for part in ("-H", f"{name}: {value}")),
    ]
    told = await asyncio.to_thread(
        subprocess.run, command, capture_output=True, text=True, check=False, timeout=SECONDS * 2 + 400
    )
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(f"{running.layout.url}/v1/account", headers=headers)
    assert answer.json()["missing"] == "nothing", "the calls were made by somebody who was signed in to the end"
    assert told.returncode == 0, told.stdout[-12_000:] + told.stderr[-2_000:]
