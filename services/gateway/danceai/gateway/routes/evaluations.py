"""What an analysis means, in words, and talking about it."""

from fastapi import APIRouter

from danceai.common.contracts.chats import AskChat, GetChat, StopChat
from danceai.common.contracts.evaluations import GetEvaluation
from danceai.gateway.contract_routes import ask

router = APIRouter(prefix="/v1/analyses", tags=["analyses"])

ask(router, "GET", "/{analysis_id}/evaluation", GetEvaluation)
ask(router, "GET", "/{analysis_id}/chat", GetChat)
ask(router, "POST", "/{analysis_id}/chat", AskChat)
ask(router, "POST", "/{analysis_id}/chat/stop", StopChat)
