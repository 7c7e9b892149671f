"""Errors as problem+json (RFC 9457): a code for programs, a sentence for people."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from danceai.common.errors import ProductError
from danceai.common.observability.logs import logger

log = logger(__name__)

MEDIA_TYPE = "application/problem+json"
KNOWN_FIELDS = {
    "dance": "We analyse the five Standard dances: waltz, tango, viennese_waltz, slow_foxtrot and quickstep.",
    "camera": "A session has camera A and, if you like, camera B.",
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


REFUSALS = {
    401: "Nobody is signed in, or the key is not valid",
    403: "Known, but not allowed",
    404: "Not there, or not yours",
    409: "Does not fit the state of the thing",
    410: "A link that has expired",
    422: "Something in the call is wrong",
    429: "Too many attempts",
    500: "Our fault; recorded",
    503: "A part of the platform does not answer",
}
DOCUMENTED: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": words, "content": {MEDIA_TYPE: {}}} for status, words in REFUSALS.items()
}
"""Refusals that any operation may answer with"""


def problem(status: int, code: str, message: str) -> JSONResponse:
    """One problem document."""
    body = {"type": f"urn:danceai:{code}", "title": message, "status": status, "code": code}
    return JSONResponse(body, status_code=status, media_type=MEDIA_TYPE)


async def _product_error(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ProductError)
    return problem(error.reported_status, error.reported_code, error.message)


async def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    field = str(first["loc"][-1]) if first["loc"] else ""
    sentence = KNOWN_FIELDS.get(field) or f"{field or 'The request'}: {first['msg']}."
    return problem(422, "invalid", sentence)


async def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if error.status_code == 400:  # what the framework says of a body that it cannot read
        return problem(422, "invalid", "The body of the call is not JSON text in UTF-8.")
    return problem(error.status_code, "http", str(error.detail))


async def _broken(_: Request, error: Exception) -> JSONResponse:
    log.error("call_failed", exc_info=error)
    return problem(500, "internal", "Something went wrong on our side. It has been recorded.")


def install(app: FastAPI) -> None:
    """Answer every error in the one form."""
    app.add_exception_handler(ProductError, _product_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _broken)
