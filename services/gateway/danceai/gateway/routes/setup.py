"""What studios and the platform have set up."""

from fastapi import APIRouter

from danceai.common.contracts.setup import (
    ChangePlatformSetup,
    ChangeSocialSetup,
    ChangeStudioSetup,
    GetPlatformSetup,
    GetStudioSetup,
)
from danceai.gateway.contract_routes import ask

router = APIRouter(prefix="/v1", tags=["setup"])

ask(router, "GET", "/setup", GetStudioSetup)
ask(router, "PATCH", "/setup", ChangeStudioSetup)
ask(router, "GET", "/platform", GetPlatformSetup)
ask(router, "PATCH", "/platform", ChangePlatformSetup)
ask(router, "PUT", "/platform/social/{provider}", ChangeSocialSetup)
