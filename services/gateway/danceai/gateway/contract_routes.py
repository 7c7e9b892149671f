"""A route is a line: method, path, contract. What it takes, answers, needs and says of itself is the contract's.

Fields of the contract that stand in the path come from there, the others from the query (GET, DELETE) or from a JSON
body. The OpenAPI document tells for every operation what it asks (`x-asks`) and which permission it needs
(`x-permission`); a test walks all of them.
"""

import re
from collections.abc import Callable, Coroutine
from inspect import Parameter, Signature
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query
from fastapi import Path as PathParam
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError, create_model
from pydantic.fields import FieldInfo

from danceai.common.contracts.base import Done, Message, Request
from danceai.common.identity import Permission
from danceai.gateway.callers import AccountActor, BusDep, SignedInActor

Contract = type[Request[Any]]
KEYWORD = Parameter.KEYWORD_ONLY
NO_CONTENT = 204


def asks(contract: Contract) -> dict[str, Any]:
    """What the OpenAPI document tells of an operation beside its form."""
    needs = {"x-permission": contract.needs.value} if contract.needs else {}
    return {"x-asks": contract.subject, **needs}


def ask(router: APIRouter, method: str, path: str, contract: Contract, status: int = 200) -> None:
    """Add a route that sends one request and answers with its reply; `Done` is answered with no content."""
    in_path = re.findall(r"{(\w+)}", path)
    rest = {name: field for name, field in contract.model_fields.items() if name not in in_path}
    parameters = [_parameter(name, contract.model_fields[name], PathParam()) for name in in_path]
    if method in ("GET", "DELETE"):
        parameters += [_parameter(name, field, Query()) for name, field in rest.items()]
    elif rest:
        body: Any = contract if not in_path else _body(contract, rest)
        parameters.append(Parameter("body", KEYWORD, annotation=Annotated[body, Body()]))
    actor = AccountActor if contract.needs is Permission.ACCOUNT else SignedInActor
    parameters += [Parameter("actor", KEYWORD, annotation=actor), Parameter("bus", KEYWORD, annotation=BusDep)]
    done = contract.reply_type() is Done
    endpoint = _endpoint(contract, done=done)
    endpoint.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    endpoint.__name__ = re.sub(r"(?<!^)(?=[A-Z])", "_", contract.__name__).lower()
    endpoint.__doc__ = contract.__doc__
    router.add_api_route(
        path,
        endpoint,
        methods=[method],
        status_code=NO_CONTENT if done else status,
        openapi_extra=asks(contract),
        response_model=None if done else contract.reply_type(),
    )


def _parameter(name: str, field: FieldInfo, source: Any) -> Parameter:
    default = Parameter.empty if field.is_required() else field.get_default()
    # Constraints may stand on the field or inside its type; both hold.
    annotation: Any = field.annotation
    for constraint in field.metadata:
        annotation = Annotated[annotation, constraint]
    return Parameter(name, KEYWORD, default=default, annotation=Annotated[annotation, source])


def _body(contract: Contract, rest: dict[str, FieldInfo]) -> type[BaseModel]:
    fields: dict[str, Any] = {name: (field.annotation, field) for name, field in rest.items()}
    made: type[BaseModel] = create_model(
        f"{contract.__name__}Body", __base__=Message, __doc__=contract.__doc__, **fields
    )
    return made


def _endpoint(contract: Contract, *, done: bool) -> Callable[..., Coroutine[Any, Any, Any]]:
    async def endpoint(**given: Any) -> Any:
        actor, bus, body = given.pop("actor"), given.pop("bus"), given.pop("body", None)
        said = {} if body is None else {name: getattr(body, name) for name in type(body).model_fields}
        reply = await bus.request(_request(contract, given | said), actor)
        return None if done else reply

    return endpoint


def _request(contract: Contract, said: dict[str, Any]) -> Request[Any]:
    """What fits field by field may not fit together: that is the caller's mistake, too."""
    try:
        return contract(**said)
    except ValidationError as error:
        raise RequestValidationError([{**one, "loc": ("body", *one["loc"])} for one in error.errors()]) from error
