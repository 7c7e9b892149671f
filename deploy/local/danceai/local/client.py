"""A client like any other: signs in at the gateway, uploads signed parts, follows progress, downloads outputs."""

import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

import httpx
from httpx_sse import connect_sse

Json = dict[str, Any]
RECONNECTS = 30
RESUMES = 3
"""How often an upload is taken up again by itself"""
UNAVAILABLE = 503


class Refused(Exception):
    """The gateway said no, in a sentence for people."""

    def __init__(self, message: str, status: int, code: str, parts: tuple[int, ...] = ()) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.parts = parts
        """Of a file, that are to be sent again"""


def answers(url: str) -> bool:
    """Whether a gateway is there and ready."""
    try:
        return httpx.get(f"{url}/health/ready", timeout=3, trust_env=False).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


class Client:
    """One signed-in session with the gateway."""

    def __init__(self, url: str, headers: dict[str, str] | None = None) -> None:
        self.http = httpx.Client(base_url=url, timeout=60, trust_env=False, headers=headers)
        self.store = httpx.Client(timeout=300, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()
        self.store.close()

    def call(self, method: str, path: str, body: Json | None = None) -> Json:
        """One call of the API. Raises Refused."""
        response = self.http.request(method, path, json=body)
        if response.is_success:
            return dict(response.json()) if response.content else {}
        try:
            problem = response.json()
        except json.JSONDecodeError:
            problem = {"title": response.text[:200], "code": "http"}
        raise Refused(problem["title"], response.status_code, problem["code"], tuple(problem.get("parts", ())))

    def sign_in(self, email: str, password: str) -> Json:
        """Open a web session; the cookie stays with the client."""
        return self.call("POST", "/v1/account/sign-in", {"email": email, "password": password})

    def first_couple(self) -> str:
        """The id of some couple of the studio. Raises Refused without one."""
        couples = self.call("GET", "/v1/couples")["couples"]
        if not couples:
            raise Refused("The studio has no couple yet.", 404, "not_found")
        return str(couples[0]["id"])

    def open_session(self, couple_id: str, dance: str, language: str = "en") -> Json:
        """A session to upload into."""
        return self.call("POST", "/v1/sessions", {"couple_id": couple_id, "dance": dance, "language": language})

    def upload(
        self,
        session_id: str,
        camera: str,
        path: Path,
        name: str | None = None,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> Json:
        """Send a file part by part and have it checked."""
        size = path.stat().st_size
        asked = {
            "session_id": session_id,
            "camera": camera,
            "file_name": name or os.fsencode(path.name).decode(errors="replace"),
            "size_bytes": size,
        }
        ticket = self.call("POST", "/v1/videos", asked)
        return self._send(path, ticket, f"/v1/videos/{ticket['video_id']}", progress)

    def transcribe(self, path: Path, task: str = "transcribe", language: str | None = None) -> Json:
        """Send a lesson part by part and have it written down."""
        asked = {"file_name": path.name, "size_bytes": path.stat().st_size, "task": task, "language": language}
        ticket = self.call("POST", "/v1/transcriptions", asked)
        return self._send(path, ticket, f"/v1/transcriptions/{ticket['transcription_id']}", lambda done, total: None)

    def _send(self, path: Path, ticket: Json, about: str, progress: Callable[[int, int], None]) -> Json:
        """Send what is missing until it is whole."""
        etags: dict[int, str] = {}
        for resumed in range(RESUMES + 1):
            self._send_parts(path, [part for part in ticket["parts"] if part["number"] not in etags], etags, progress)
            sent = [{"number": number, "etag": etag} for number, etag in etags.items()]
            try:
                return self.call("POST", f"{about}/complete", {"parts": sent})
            except Refused as refused:
                if refused.code != "parts_missing" or resumed == RESUMES:
                    raise
                etags = {number: etag for number, etag in etags.items() if number not in refused.parts}
                ticket = self.call("POST", f"{about}/resume")
        raise AssertionError("the last round returns or raises")

    def _send_parts(
        self, path: Path, parts: list[Json], etags: dict[int, str], progress: Callable[[int, int], None]
    ) -> None:
        """Send parts of a file, and note what the store answers to each."""
        size = path.stat().st_size
        with path.open("rb") as file:
            for part in parts:
                file.seek(part["offset"])
                answer = self.store.put(part["url"], content=file.read(part["size"]))
                answer.raise_for_status()
                etags[part["number"]] = answer.headers["etag"].strip('"')
                progress(part["offset"] + part["size"], size)

    def start(self, session_id: str) -> Json:
        """Start an analysis."""
        return self.call("POST", "/v1/analyses", {"session_id": session_id})

    def follow(self, analysis_id: str) -> Iterator[Json]:
        """Live progress until the analysis ends; goes on where it was when the line breaks or a service restarts."""
        return self._follow(f"/v1/live/analysis/{analysis_id}")

    def follow_session(self, session_id: str) -> Iterator[Json]:
        """The same of a session, until its videos are checked."""
        return self._follow(f"/v1/live/session/{session_id}")

    def follow_transcription(self, transcription_id: str) -> Iterator[Json]:
        """The same of a lesson that is written down."""
        return self._follow(f"/v1/live/transcription/{transcription_id}")

    def _follow(self, path: str) -> Iterator[Json]:
        patience, last = RECONNECTS, ""
        while True:
            headers = {"Last-Event-ID": last} if last else {}
            try:
                with connect_sse(self.http, "GET", path, headers=headers, timeout=60) as source:
                    source.response.raise_for_status()
                    for event in source.iter_sse():
                        if not event.data:
                            continue  # a comment that keeps the line open
                        yield event.json()
                        patience, last = RECONNECTS, event.id
                        if event.event == "end":
                            return
            except (httpx.TransportError, httpx.HTTPStatusError) as error:
                passing = not isinstance(error, httpx.HTTPStatusError) or error.response.status_code == UNAVAILABLE
                if not passing or patience == 0:
                    raise
                patience -= 1
                time.sleep(1)

    def finished(self, analysis_id: str) -> Json:
        """Follow to the end and return the analysis."""
        for _ in self.follow(analysis_id):
            pass
        return self.call("GET", f"/v1/analyses/{analysis_id}")

    def download(self, analysis_id: str, name: str, target: Path) -> Path:
        """Stream one output into a file."""
        link = self.http.get(f"/v1/analyses/{analysis_id}/files/{name}", follow_redirects=False)
        if link.status_code != 307:
            raise Refused(link.json()["title"], link.status_code, link.json()["code"])
        with self.store.stream("GET", link.headers["location"]) as answer:
            answer.raise_for_status()
            with target.open("wb") as file:
                for chunk in answer.iter_bytes(1024 * 1024):
                    file.write(chunk)
        return target
