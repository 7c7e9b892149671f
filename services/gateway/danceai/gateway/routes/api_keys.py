"""Keys for other programs."""

from fastapi import APIRouter

from danceai.common.contracts.api_keys import CreateApiKey, ListApiKeys, RevokeApiKey
from danceai.gateway.contract_routes import ask

router = APIRouter(prefix="/v1", tags=["api keys"])

ask(router, "GET", "/keys", ListApiKeys)
ask(router, "POST", "/keys", CreateApiKey, 201)
ask(router, "DELETE", "/keys/{key_id}", RevokeApiKey)
