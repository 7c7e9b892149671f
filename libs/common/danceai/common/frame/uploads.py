"""Large files sent by others: signed parts straight into the store, resumable until they are whole.

A service admits a file, opens its upload and hands the addresses out; the sender tells what the store has answered,
and the parts are put together. What becomes of the file is the service's own.
"""

import math
from contextlib import suppress

from danceai.common.contracts.videos import SentPart, SignedPart
from danceai.common.errors import Conflict, Invalid, NotFound
from danceai.common.file_names import is_carried
from danceai.common.frame.contexts import Context
from danceai.common.storage.objects import ArrivedPart

PART = 5 * 1024 * 1024
"""The least that stores take: what was on its way when the line dropped is sent again"""
MOST_PARTS = 500
MOST_NAMED = 8
"""Parts in a sentence; programs are told all of them"""


class PartsMissing(Conflict):
    """The upload is not whole yet; it stays open, and these parts of it can be sent again."""

    code = "parts_missing"

    def __init__(self, parts: list[int], of: int) -> None:
        named = ", ".join(map(str, parts[:MOST_NAMED])) + (" and others" if len(parts) > MOST_NAMED else "")
        one = len(parts) == 1
        which, them = (f"Part {named} of {of} is", "it") if one else (f"Parts {named} of {of} are", "them")
        super().__init__(
            f"{which} missing or damaged. Please resume the upload and send {them} again; the rest is kept.",
            details={"parts": parts},
        )


class FileRefused(Invalid):
    """The file can be seen to be unsuitable before it is sent."""

    code = "file_refused"


def admit_file(name: str, size_bytes: int, example: str) -> None:
    """Raise FileRefused for a name that cannot be carried (another one: `example`), and for an empty file."""
    if not is_carried(name):
        raise FileRefused(
            "The file name contains characters that no file can bear (slashes or control characters). "
            f"Rename the file, for example to {example}, and try again.",
            code="file_name_odd",
        )
    if size_bytes == 0:
        raise FileRefused(
            "The file is empty (0 bytes). Choose the recording again; the copy may have failed.", code="file_empty"
        )


def cut_into_parts(size_bytes: int) -> list[tuple[int, int]]:
    """(offset, size) of every part of a file."""
    size = max(PART, math.ceil(size_bytes / MOST_PARTS))
    return [(offset, min(size, size_bytes - offset)) for offset in range(0, size_bytes, size)]


async def open_parts(
    context: Context, key: str, size_bytes: int, hours: float, *, resumed: bool = False
) -> list[SignedPart]:
    """Where the parts go: to the upload that is open, or to a new one when there is none (any more).

    hours: after which it is aborted when nobody goes on with it. resumed: say which parts have arrived before.
    """
    upload_id = await context.storage.open_upload(key, size_bytes, hours)
    arrived = await _arrived(context, key, upload_id) if resumed else []
    here = {(part.number, part.size): part.etag for part in arrived}
    return [
        SignedPart(
            number=number,
            offset=offset,
            size=size,
            url=context.storage.sign_part(key, upload_id, number, size),
            etag=here.get((number, size)),
        )
        for number, (offset, size) in enumerate(cut_into_parts(size_bytes), start=1)
    ]


async def put_together(context: Context, key: str, size_bytes: int, sent: list[SentPart]) -> None:
    """Make one object of the parts, once all are there as they were announced and as the sender knows them.

    Asked twice, it is done once. Raises PartsMissing.
    """
    storage = context.storage
    try:
        upload_id = await storage.upload_of(key)
        parts = _good_parts(size_bytes, await _arrived(context, key, upload_id), sent)
        await storage.end_upload(key, upload_id or "", parts)
    except (NotFound, Conflict) as error:
        # Somebody may have done it at the same moment, or a killed process before it could say so.
        if await _is_whole(context, key, size_bytes):
            return
        if isinstance(error, PartsMissing):
            raise
        # A part was sent anew, or the upload ended, after we had looked: it is looked again.
        _good_parts(size_bytes, await _arrived(context, key, await storage.upload_of(key)), sent)
        whole = len(cut_into_parts(size_bytes))
        raise PartsMissing(list(range(1, whole + 1)), whole) from error


async def take_in(context: Context, key: str, size_bytes: int) -> bool:
    """Make one object of what was sent in a single part; whether all of it is here. Asked twice, it is done once."""
    upload_id = await context.storage.upload_of(key)
    if parts := await _arrived(context, key, upload_id):
        with suppress(NotFound, Conflict):  # somebody has done it at the same moment
            await context.storage.end_upload(key, upload_id or "", parts)
    return await _is_whole(context, key, size_bytes)


async def _arrived(context: Context, key: str, upload_id: str | None) -> list[ArrivedPart]:
    """What the store has of an upload; nothing when it is open no more."""
    try:
        return await context.storage.parts(key, upload_id) if upload_id else []
    except NotFound:
        return []


async def _is_whole(context: Context, key: str, size_bytes: int) -> bool:
    try:
        return await context.storage.size(key) == size_bytes
    except NotFound:
        return False


def _good_parts(size_bytes: int, arrived: list[ArrivedPart], sent: list[SentPart]) -> list[ArrivedPart]:
    """The parts that make the file, in order. Raises PartsMissing for those not there, or not as the sender knows them.

    What else the store has is no part of it: some stores go on listing a part that was sent anew.
    """
    known = {part.number: part.etag.strip('"') for part in sent}
    cut = dict(enumerate((size for _, size in cut_into_parts(size_bytes)), start=1))
    good = {
        part.number: part
        for part in arrived
        if (part.size, part.etag) == (cut.get(part.number), known.get(part.number))
    }
    if len(good) < len(cut):
        raise PartsMissing([number for number in cut if number not in good], len(cut))
    return [good[number] for number in cut]
