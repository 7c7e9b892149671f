"""The phrase bank."""

from fastapi import APIRouter

from danceai.common.contracts.phrases import AddPhrase, EditPhrase, GetPhraseCoverage, ListPhrases, MergePhrases
from danceai.gateway.contract_routes import ask

router = APIRouter(prefix="/v1/phrases", tags=["phrases"])

ask(router, "GET", "", ListPhrases)
ask(router, "POST", "", AddPhrase, 201)
ask(router, "GET", "/coverage", GetPhraseCoverage)
ask(router, "PATCH", "/{phrase_id}", EditPhrase)
ask(router, "POST", "/{phrase_id}/merge", MergePhrases)
