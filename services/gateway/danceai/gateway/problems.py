"""Errors as problem+json (RFC 9457): a code for programs, a sentence for people."""

from collections.abc import Mapping
from typing import Any

import nats.errors
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from danceai.common.errors import Invalid, ProductError, Unavailable
from danceai.common.observability.logs import logger

log = logger(__name__)

MEDIA_TYPE = "application/problem+json"
KNOWN_FIELDS = {
    "dance": "We analyse the five Standard dances: waltz, tango, viennese_waltz, slow_foxtrot and quickstep.",
    "camera": "A session has camera A and, if you like, camera B.",
    "file_name": "The file name is empty, too long or no text. Rename the file, for example to waltz.mp4.",
    "language": "Reports are written in en, de, ru or zh.",
}


class Problem(BaseModel):
    """Why a call was refused (RFC 9457)."""

    type: str
    title: str
    """A sentence for people"""
    status: int
    code: str
    """For programs"""
    parts: list[int] | None = None
    """With the code `parts_missing`: which parts of the file are to be sent again"""


REFUSALS = {
    401: "Nobody is signed in, or the key is not valid",
    403: "Known, but not allowed",
    404: "Not there, or not yours",
    409: "Does not fit the state of the thing",
    410: "A link that has expired",
    413: "The body of the call is larger than it may be",
    414: "The address is longer than any of ours",
    422: "Something in the call is wrong",
    429: "Too many at once, or too many attempts; Retry-After tells when to come again",
    500: "Our fault; recorded",
    503: "A part of the platform does not answer; Retry-After tells when to come again",
}
DOCUMENTED: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": words, "content": {MEDIA_TYPE: {}}} for status, words in REFUSALS.items()
}
"""Refusals that any operation may answer with; what is no proper call (408, 421, 431) is no operation's"""
BROKEN = ProductError("Something went wrong on our side. It has been recorded.", code="internal", status=500)


def problem(error: ProductError, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """One problem document."""
    code, status = error.reported_code, error.reported_status
    body = {**error.details, "type": f"urn:danceai:{code}", "title": error.message, "status": status, "code": code}
    wait = {"Retry-After": str(error.retry_after)} if error.retry_after else {}
    return JSONResponse(body, status_code=status, headers={**(headers or {}), **wait}, media_type=MEDIA_TYPE)


async def _product_error(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ProductError)
    return problem(error)


async def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    if first["type"] == "value_error":  # raised by a contract of ours, in a sentence
        return problem(Invalid(str(first["ctx"]["error"])))
    field = str(first["loc"][-1]) if first["loc"] else ""
    return problem(Invalid(KNOWN_FIELDS.get(field) or f"{field or 'The request'}: {first['msg']}."))


async def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if error.status_code == 400:  # what the framework says of a body that it cannot read
        return problem(Invalid("The body of the call is not JSON text in UTF-8."))
    return problem(ProductError(str(error.detail), code="http", status=error.status_code), error.headers)


async def _bus_away(_: Request, error: Exception) -> JSONResponse:
    log.warning("bus_away", error=repr(error))
    return problem(Unavailable("The platform cannot reach its own parts at the moment. Please try again in a minute."))


def install(app: FastAPI) -> None:
    """Answer every error in the one form; what nobody has foreseen is answered by `edge.answers`."""
    app.add_exception_handler(ProductError, _product_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(nats.errors.Error, _bus_away)
