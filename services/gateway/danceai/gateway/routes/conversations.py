"""Questions, answers and feedback."""

from fastapi import APIRouter

from danceai.common.contracts.conversations import (
    AddPost,
    GetThread,
    ListPosts,
    ListThreads,
    MarkThreadRead,
    OpenThread,
    StartAttachment,
)
from danceai.gateway.contract_routes import ask

router = APIRouter(prefix="/v1/conversations", tags=["conversations"])

ask(router, "GET", "", ListThreads)
ask(router, "POST", "", OpenThread, 201)
ask(router, "POST", "/attachments", StartAttachment, 201)
ask(router, "GET", "/{thread_id}", GetThread)
ask(router, "GET", "/{thread_id}/posts", ListPosts)
ask(router, "POST", "/{thread_id}/posts", AddPost, 201)
ask(router, "POST", "/{thread_id}/read", MarkThreadRead)
