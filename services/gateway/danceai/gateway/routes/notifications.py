"""What one is told inside the app."""

from fastapi import APIRouter

from danceai.common.contracts.notifications import ListNotifications, MarkNotificationsRead
from danceai.gateway.contract_routes import ask

router = APIRouter(prefix="/v1/notifications", tags=["notifications"])

ask(router, "GET", "", ListNotifications)
ask(router, "POST", "/read", MarkNotificationsRead)
