"""One question to a model: paid for, streamed, and heard to its end or not believed.

The SDK tries again what was refused before it began (too many calls, an overloaded server), in the time that one
answer may take. A stream that breaks off is no answer, and what it cost is not known: it counts as the most it can
have come to.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import anthropic
import httpx
from anthropic.types import RawMessageStreamEvent

from danceai.coaching.asking.prices import Price, read_prices
from danceai.coaching.asking.question import Question
from danceai.coaching.settings import CoachingSettings
from danceai.coaching.spend.ledger import Purpose, Reservation, reserve, settle
from danceai.common.contracts.spend import Tokens
from danceai.common.errors import ProductError
from danceai.common.frame.contexts import Context
from danceai.common.observability import metrics
from danceai.common.observability.logs import logger

log = logger(__name__)
CONNECTING = 10.0
ON_ITS_WAY = 256
"""Tokens that may have been written when we left"""
Hear = Callable[[str], Awaitable[bool]]
"""Takes in what has come of the text; answers whether more is wanted"""


class NoAnswer(ProductError):
    """A model was asked, and there is nothing to be used."""

    code = "no_answer"
    status = 502
    cost = 0
    """Micro-dollars that it may have cost all the same"""


@dataclass
class Answer:
    """What was heard."""

    text: str = ""
    uses: list[dict[str, Any]] = field(default_factory=list)
    """Calls of tools, as the provider tells them, each with its `input` read"""
    stopped: str = ""
    """Why it ended, in the provider's word; empty while it has not"""
    tokens: Tokens = field(default_factory=Tokens)
    begun: bool = False
    ended: bool = False
    left: bool = False
    """Whoever listened has had enough"""
    cost: int = 0
    """Micro-dollars"""


async def ask(context: Context, purpose: Purpose, question: Question, hear: Hear | None = None) -> Answer:
    """The answer to one question. Raises OverBudget, NoAnswer: no key, no server, refused, cut off, not readable."""
    settings = CoachingSettings.of(context)
    if not settings.has_model:
        raise NoAnswer("No language model is set up here.", code="no_model")
    price = read_prices().models[settings.model]
    if price.most_read(question) + question.most_written > price.context:
        raise NoAnswer("This is more than the language model can read at once.", code="too_long")
    async with context.transaction() as work:
        call = await reserve(work, purpose, price.name, price.most(question))
    answer = Answer()
    try:
        async with asyncio.timeout(settings.answer_seconds):
            await _listen(settings, price, question, answer, hear)
    except BaseException as error:
        # Cancelled ones too: what a call may have cost is never forgotten.
        await asyncio.shield(_give_up(context, call, price, answer, error))
        if isinstance(error, (anthropic.AnthropicError, httpx.HTTPError, TimeoutError, ValueError)):
            raise _costing(answer, _explain(error)) from error
        raise
    await _settle(context, call, price, answer)
    if answer.stopped == "refusal":
        raise _costing(answer, NoAnswer("The language model has refused to answer.", code="refused"))
    if answer.stopped in ("max_tokens", "model_context_window_exceeded"):
        raise _costing(answer, NoAnswer("The answer became longer than it may be.", code="cut_off"))
    return answer


async def _listen(
    settings: CoachingSettings, price: Price, question: Question, answer: Answer, hear: Hear | None
) -> None:
    patience = httpx.Timeout(settings.silent_seconds, connect=CONNECTING)
    client = anthropic.AsyncAnthropic(
        api_key=settings.anthropic_key.get_secret_value(),
        base_url=settings.anthropic_url,
        max_retries=settings.tries - 1,
        timeout=patience,
    )
    forced: dict[str, Any] = {}
    if question.tools:
        forced["tools"] = question.tools
    if question.answers_with and price.forces_tool:
        forced["tool_choice"] = {"type": "tool", "name": question.answers_with}
    async with client:
        stream = await client.messages.create(
            model=price.name,
            max_tokens=question.most_written,
            system=[{"type": "text", "text": question.system, "cache_control": {"type": "ephemeral"}}],
            messages=question.messages,
            stream=True,
            **forced,
        )
        async with stream:
            async for event in stream:
                if not await _take(event, answer, hear):
                    answer.left = True
                    return
    if not answer.ended:
        raise httpx.RemoteProtocolError("the stream has ended before the answer has")
    for use in answer.uses:
        use["input"] = json.loads(use.pop("json") or "{}")


async def _take(event: RawMessageStreamEvent, answer: Answer, hear: Hear | None) -> bool:
    """One piece; False when nobody wants more."""
    if event.type == "message_start":
        told, answer.begun = event.message.usage, True
        answer.tokens = Tokens(
            read=told.input_tokens,
            written=told.output_tokens,
            cache_written=told.cache_creation_input_tokens or 0,
            cache_read=told.cache_read_input_tokens or 0,
        )
    elif event.type == "content_block_start" and event.content_block.type == "tool_use":
        block = event.content_block
        answer.uses.append({"type": "tool_use", "id": block.id, "name": block.name, "json": ""})
    elif event.type == "content_block_delta":
        if event.delta.type == "input_json_delta":
            answer.uses[-1]["json"] += event.delta.partial_json
        elif event.delta.type == "text_delta":
            answer.text += event.delta.text
            return hear is None or await hear(event.delta.text)
    elif event.type == "message_delta":
        answer.stopped = event.delta.stop_reason or ""
        answer.tokens = answer.tokens.model_copy(update={"written": event.usage.output_tokens})
    elif event.type == "message_stop":
        answer.ended = True
    return True


async def _settle(context: Context, call: Reservation, price: Price, answer: Answer) -> None:
    known = price.cost(answer.tokens) if answer.ended else None
    if answer.left:
        # What was written is known to the byte, and a token is no less than one; some was on its way.
        written = len(answer.text.encode()) + ON_ITS_WAY
        known = min(call.amount, price.cost(answer.tokens.model_copy(update={"written": written})))
    answer.cost = call.amount if known is None else known
    for direction, count in answer.tokens:
        metrics.TOKENS.labels(direction).inc(count)
    async with context.transaction() as work:
        await settle(work, call.id, "settled" if answer.ended else "unknown", known, answer.tokens)


async def _give_up(context: Context, call: Reservation, price: Price, answer: Answer, error: BaseException) -> None:
    """It cost nothing where the provider has refused it; what was under way may have."""
    refused = isinstance(error, (anthropic.APIStatusError, anthropic.APIConnectionError)) and not answer.begun
    timed_out = isinstance(error, anthropic.APITimeoutError)
    if refused and not timed_out:
        async with context.transaction() as work:
            await settle(work, call.id, "failed", 0, None)
        return
    await _settle(context, call, price, answer)


def _costing(answer: Answer, error: NoAnswer) -> NoAnswer:
    error.cost = answer.cost
    return error


def _explain(error: Exception) -> NoAnswer:
    log.warning("no_answer", error=repr(error))
    if isinstance(error, (anthropic.AuthenticationError, anthropic.PermissionDeniedError)):
        return NoAnswer("The language model does not accept the key of this installation.", code="key_refused")
    if isinstance(error, ValueError):
        return NoAnswer("The answer could not be read.", code="not_readable")
    return NoAnswer("The language model does not answer at the moment.", code="not_answering")
