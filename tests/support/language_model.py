"""A server that speaks the Anthropic Messages API as far as we use it, and does what a test says."""

import asyncio
import json
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

Event = tuple[str, dict[str, Any]]
READ, WRITTEN = 900, 250
"""Tokens of an answer whose test says nothing else"""


@dataclass
class Said:
    """An answer, or what comes instead of one."""

    text: str = ""
    uses: list[tuple[str, Any]] = field(default_factory=list)
    """Calls of tools: name, and input as a dictionary or as the very text that is sent"""
    stop: str = ""
    status: int = 200
    retry_after: str = ""
    cut_after: int | None = None
    """Events after which the line breaks"""
    overloaded_after: int | None = None
    """Events after which the server says that it is overloaded"""
    pause: float = 0.0
    """Seconds between two events"""
    read: int = READ
    written: int = WRITTEN
    cache_written: int = 0
    cache_read: int = 0

    def events(self) -> Iterator[Event]:
        """As they are streamed."""
        usage = {
            "input_tokens": self.read,
            "output_tokens": 1,
            "cache_creation_input_tokens": self.cache_written,
            "cache_read_input_tokens": self.cache_read,
        }
        message = {"id": "msg_1", "type": "message", "role": "assistant", "model": "m", "content": [], "usage": usage}
        yield "message_start", {"message": {**message, "stop_reason": None, "stop_sequence": None}}
        blocks: list[tuple[dict[str, Any], list[dict[str, Any]]]] = []
        if self.text:
            pieces = [self.text[at : at + 12] for at in range(0, len(self.text), 12)]
            blocks.append(({"type": "text", "text": ""}, [{"type": "text_delta", "text": piece} for piece in pieces]))
        for number, (name, given) in enumerate(self.uses):
            told = given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)
            parts = [told[at : at + 200] for at in range(0, len(told), 200)]
            start = {"type": "tool_use", "id": f"toolu_{number}", "name": name, "input": {}}
            blocks.append((start, [{"type": "input_json_delta", "partial_json": part} for part in parts]))
        for index, (start, deltas) in enumerate(blocks):
            yield "content_block_start", {"index": index, "content_block": start}
            for delta in deltas:
                yield "content_block_delta", {"index": index, "delta": delta}
            yield "content_block_stop", {"index": index}
        stop = self.stop or ("tool_use" if self.uses else "end_turn")
        delta = {"stop_reason": stop, "stop_sequence": None}
        yield "message_delta", {"delta": delta, "usage": {"output_tokens": self.written}}
        yield "message_stop", {}


KINDS = {400: "invalid_request_error", 401: "authentication_error", 429: "rate_limit_error", 529: "overloaded_error"}
Answerer = Callable[[dict[str, Any]], Said]


def _sse(kind: str, data: dict[str, Any]) -> str:
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **data}, ensure_ascii=False)}\n\n"


class LanguageModel:
    """Answers what it is told to; keeps what it was asked."""

    def __init__(self, port: int = 0) -> None:
        self.asked: list[dict[str, Any]] = []
        self.answer: Answerer = lambda asked: Said("Nothing.")
        self.aside: dict[str, Answerer] = {"note_phrases": lambda asked: Said("Nothing.")}
        """By a tool that is offered: what jobs ask on their own account, in the middle of other tests"""
        self._socket = socket.create_server(("127.0.0.1", port))
        self.port = int(self._socket.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        app = Starlette(routes=[Route("/v1/messages", self._messages, methods=["POST"])])
        self._server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), daemon=True)
        self._thread.start()

    def say(self, *answers: Said) -> None:
        """One after the other; the last one again and again. Forgets what was asked before."""
        left = list(answers)
        self.asked.clear()
        self.answer = lambda asked: left.pop(0) if len(left) > 1 else left[0]

    async def _messages(self, request: Request) -> Response:
        asked = await request.json()
        answer = next((self.aside[one["name"]] for one in asked.get("tools", ()) if one["name"] in self.aside), None)
        if answer is None:
            self.asked.append(asked)
        said = (answer or self.answer)(asked)
        if said.status != 200:
            error = {"type": KINDS.get(said.status, "api_error"), "message": "no"}
            headers = {"retry-after": said.retry_after} if said.retry_after else {}
            return JSONResponse({"type": "error", "error": error}, said.status, headers)
        return StreamingResponse(self._stream(said), media_type="text/event-stream")

    async def _stream(self, said: Said) -> AsyncIterator[str]:
        for number, (kind, data) in enumerate(said.events()):
            if number == said.cut_after:
                raise ConnectionError("the line breaks, as the test has it")
            if number == said.overloaded_after:
                yield _sse("error", {"error": {"type": "overloaded_error", "message": "Overloaded"}})
                return
            if said.pause:
                await asyncio.sleep(said.pause)
            yield _sse(kind, data)

    def close(self) -> None:
        """Stop listening."""
        self._server.should_exit = True
        self._thread.join(5)
        self._socket.close()


@contextmanager
def language_model() -> Iterator[LanguageModel]:
    """One while the block lasts."""
    model = LanguageModel()
    try:
        yield model
    finally:
        model.close()
