"""Errors as problem+json (RFC 9457): a code for programs, a sentence for people."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from danceai.common.errors import ProductError

MEDIA_TYPE = "application/problem+json"
KNOWN_FIELDS = {
    "dance": "We analyse the five Standard dances: waltz, tango, viennese_waltz, slow_foxtrot and quickstep.",
    "camera": "A session has camera A and, if you like, camera B.",
    "language": "Reports are written in en, de, ru or zh.",
}


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
    return problem(error.status_code, "http", str(error.detail))


def install(app: FastAPI) -> None:
    """Answer every error in the one form."""
    app.add_exception_handler(ProductError, _product_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
