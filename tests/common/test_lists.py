"""Every list comes in pages that can be sent, whatever lies in the tables; nothing is shown twice or left out."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest

from danceai.common.contracts import (
    account,
    analysis_lists,
    api_keys,
    audit,
    conversations,
    couples,
    datasets,
    frames,
    notifications,
    phrases,
    principles,
    results,
    spend,
    studios,
    training_runs,
    transcriptions,
    transcripts,
)
from danceai.common.contracts import users as people
from danceai.common.contracts.base import Paged, PageReply, Request
from danceai.common.errors import Invalid
from danceai.common.identity import Actor, Role
from danceai.common.messaging.bus import Bus
from tests.common.test_contracts import all_messages
from tests.support.figures import FigureBook
from tests.support.platform import RunningPlatform
from tests.support.store import sql

MEGABYTE = 1_000_000
CATALOGUES = {"ListMetrics", "ListProviders"}
"""As long as the code says"""
ROWS = 600
STUDIO, ADMIN, COUPLE, THREAD, DATASET = uuid4(), uuid4(), uuid4(), uuid4(), uuid4()
WIDE = "w" * 100
EACH = f"from generate_series(1, {ROWS}) as n"
RESULT: dict[str, Any] = {
    "components": [],
    "total": None,
    "metrics": [],
    "music": {"assessable": False, "reason": "x" * 300_000},
    "deficits": [],
    "view": "front",
    "cameras": {},
    "profile": "js-2.1",
}
PLANTED = [
    f"insert into auth.studios (id, name) values ('{STUDIO}', 'Lists')",
    f"insert into auth.studios (id, name) select gen_random_uuid(), 'Lists {WIDE}' || n {EACH}",
    (
        "insert into auth.users (studio_id, id, email, name, role, language) select "
        f"'{STUDIO}', gen_random_uuid(), 'list' || n || '@lists.example', '{WIDE}' || n % 7, 'dancer', 'en' {EACH}"
    ),
    (
        "insert into auth.accounts (email, studio_id, user_id) select email, studio_id, id from auth.users "
        f"where studio_id = '{STUDIO}'"
    ),
    (
        "insert into auth.couples (studio_id, id, lead, follow, tier, profile_urls) select "
        f"'{STUDIO}', case when n = 1 then '{COUPLE}'::uuid else gen_random_uuid() end, '{WIDE}', '{WIDE}', '', "
        f"(select jsonb_agg(repeat('u', 300)) from generate_series(1, 10)) {EACH}"
    ),
    (
        "insert into auth.api_keys (studio_id, id, name, prefix, key_mac, partner, scopes, created_by) select "
        f"'{STUDIO}', gen_random_uuid(), '{WIDE}', 'list' || n, '', '', '[]', gen_random_uuid() {EACH}"
    ),
    (
        "insert into auth.login_log (studio_id, id, email, method, outcome, reason, address, agent) select "
        f"'{STUDIO}', gen_random_uuid(), 'e', 'password', 'ok', '', '', repeat('a', 400) {EACH}"
    ),
    (
        "insert into auth.audit_log (studio_id, id, at, user_id, user_name, action, subject_kind, subject_id, details) "
        f"select '{STUDIO}', gen_random_uuid(), now(), gen_random_uuid(), 'n', 'a', 'k', 's', "
        f"jsonb_build_object('before', repeat('d', 20000)) {EACH}"
    ),
    (
        "insert into auth.web_sessions (token_mac, id, studio_id, user_id, pending, address, agent, expires_at) select "
        f"decode(md5('{STUDIO}' || n), 'hex'), gen_random_uuid(), '{STUDIO}', '{ADMIN}', false, '', repeat('a', 400), "
        f"now() + interval '1 day' {EACH}"
    ),
    (
        "insert into scoring.analyses (studio_id, id, session_id, couple_id, dance, language, state, configuration, "
        "films, poses, files, result, created_by) "
        f"select '{STUDIO}', gen_random_uuid(), gen_random_uuid(), '{COUPLE}', "
        f"'waltz', 'en', 'done', '{{}}', '{{}}', '{{}}', '{{}}', $1::jsonb, '{ADMIN}' from generate_series(1, 40)"
    ),
    (
        "insert into auth.notifications (studio_id, id, user_id, kind, analysis_id, couple_id, dance, message) select "
        f"'{STUDIO}', gen_random_uuid(), '{ADMIN}', 'analysis_failed', gen_random_uuid(), '{COUPLE}', 'waltz', "
        f"repeat('m', 2000) {EACH}"
    ),
    (
        "insert into coaching.threads (studio_id, id, kind, couple_id, author, begins, posts, answered, writers, "
        "last_at) "
        f"select '{STUDIO}', case when n = 1 then '{THREAD}'::uuid else gen_random_uuid() end, 'question', '{COUPLE}', "
        f"'{WIDE}', repeat('b', 160), 1, false, '{{}}', now() {EACH}"
    ),
    (
        "insert into coaching.posts (studio_id, id, thread_id, author_id, author, role, text, at) select "
        f"'{STUDIO}', gen_random_uuid(), '{THREAD}', '{ADMIN}', '{WIDE}', 'trainer', repeat('p', 4000), now() {EACH}"
    ),
    (
        "insert into training.datasets (studio_id, id, name, analyses, couples) select "
        f"'{STUDIO}', case when n = 1 then '{DATASET}'::uuid else gen_random_uuid() end, '{WIDE}', "
        "(select jsonb_agg(gen_random_uuid()) from generate_series(1, 500)), '{}' from generate_series(1, 100) as n"
    ),
    (
        "insert into training.training_runs (studio_id, id, name, couples, base_model, recipe, used, curve, state, "
        f"asked_at, created_at) select '{STUDIO}', gen_random_uuid(), '{WIDE}', '{{}}', '{WIDE}', '{{}}', '[]', "
        "(select jsonb_agg(jsonb_build_object('step', k, 'loss', 1.5, 'oks', 0.5)) from generate_series(1, 200) as k), "
        f"'failed', now(), now() + n % 9 * interval '1 second' {EACH}"
    ),
    (
        "insert into training.frames (studio_id, id, dataset_id, analysis_id, camera, number, second, width, height, "
        "bytes, state, suspicion, suspicions, people, version, annotated_by) select "
        f"'{STUDIO}', gen_random_uuid(), '{DATASET}', '{COUPLE}', 'A', n, n, 1920, 1080, 200000, 'new', 0.5, "
        "'{jump,length,unsure}', (select jsonb_build_array(person, person) from (select jsonb_build_object("
        "'keypoints', (select jsonb_agg(case when k % 3 = 0 then 2 else 1234.56 end) from generate_series(1, 51) as k)"
        f") as person)), 1, '{WIDE}' {EACH}"
    ),
    (
        "insert into transcription.transcripts (studio_id, id, name, dances, segments, words, segment_count, version, "
        "language) select "
        f"'{STUDIO}', gen_random_uuid(), '{WIDE}', '[]', "
        "jsonb_build_array(jsonb_build_object('start', 0, 'end', 1, 'text', repeat('lead ', 900000))), 'lead', "
        "1, 1, '' from generate_series(1, 3)"
    ),
    (
        "insert into transcription.transcriptions (studio_id, id, file_name, size_bytes, task, state, done_seconds, "
        f"segment_count, created_by) select '{STUDIO}', gen_random_uuid(), '{WIDE}', 1, 'transcribe', 'failed', 0, 0, "
        f"'{ADMIN}' {EACH}"
    ),
    (
        "insert into coaching.principles (studio_id, id, deficit, texts, changed_by) select "
        f"'{STUDIO}', gen_random_uuid(), 'sway', jsonb_build_object('en', jsonb_build_object('text', repeat('p', 600), "
        f"'machine', false)), '{ADMIN}' {EACH}"
    ),
    (
        "insert into coaching.calls (studio_id, id, month, feature, model, state, reserved, cost, ends_at) select "
        f"'{STUDIO}', gen_random_uuid(), '2026-01-01', 'chat', '{WIDE}', 'settled', 1, 1, now() {EACH}"
    ),
    (
        "insert into coaching.phrases (studio_id, id, text, language, deficit, state, edited, uses) select "
        f"'{STUDIO}', gen_random_uuid(), repeat('w', 500), 'en', 'frame', 'new', false, 0 {EACH}"
    ),
    (
        "insert into scraper.results (studio_id, id, couple_id, competition, held_on, place, source) select "
        f"'{STUDIO}', gen_random_uuid(), '{COUPLE}', '{WIDE}', now(), 1, 'typed' {EACH}"
    ),
]
LISTS: list[tuple[type[Request[Any]], str, int, dict[str, Any]]] = [
    (people.ListUsers, "users", ROWS, {}),
    (couples.ListCouples, "couples", ROWS, {}),
    (api_keys.ListApiKeys, "keys", ROWS, {}),
    (audit.ListLoginAttempts, "logins", ROWS, {}),
    (audit.ListChanges, "changes", ROWS, {}),
    (account.ListWebSessions, "sessions", ROWS, {}),
    (analysis_lists.ListAnalyses, "analyses", 40, {}),
    (notifications.ListNotifications, "notifications", ROWS, {}),
    (conversations.ListThreads, "threads", ROWS, {}),
    (conversations.ListPosts, "posts", ROWS, {"thread_id": THREAD}),
    (datasets.ListDatasets, "datasets", 100, {}),
    (training_runs.ListTrainingRuns, "runs", ROWS, {}),
    (frames.ListFrames, "frames", ROWS, {"dataset_id": DATASET}),
    (transcripts.SearchTranscripts, "transcripts", 3, {}),
    (transcriptions.ListTranscriptions, "transcriptions", ROWS, {}),
    (principles.ListPrinciples, "principles", ROWS, {}),
    (spend.ListCalls, "calls", ROWS, {}),
    (phrases.ListPhrases, "phrases", ROWS, {}),
    (results.ListResults, "results", ROWS, {"couple_id": COUPLE}),
    (studios.ListStudios, "studios", ROWS + 1, {}),
]


@pytest.fixture(scope="module")
def bus(running: RunningPlatform) -> Any:
    """A studio whose tables are full of large rows."""

    async def plant() -> Bus:
        for statement in PLANTED:
            await sql(running.layout, statement, *([json.dumps(RESULT)] if "$1" in statement else []))
        return await running.connect()

    connected: Bus = running.call(plant())
    yield connected

    async def clear() -> None:
        await connected.close()
        await sql(running.layout, "delete from auth.accounts where studio_id = $1", STUDIO)
        await sql(running.layout, f"delete from auth.studios where id = '{STUDIO}' or name like 'Lists {WIDE}%'")

    running.call(clear())


def _pages(running: RunningPlatform, bus: Bus, contract: Any, limit: int, **asked: Any) -> list[PageReply]:
    role = Role.PLATFORM_ADMIN if contract is studios.ListStudios else Role.STUDIO_ADMIN
    actor = Actor(user_id=ADMIN, studio_id=STUDIO, role=role)
    pages: list[PageReply] = []
    cursor = None
    while not pages or cursor:
        page = running.call(bus.request(contract(limit=limit, cursor=cursor, **asked), running.vouched(actor)))
        pages.append(page)
        cursor = page.next_cursor
    return pages


def test_every_list_takes_a_limit_and_answers_in_pages() -> None:
    listing = [
        request
        for request in all_messages(Request)
        if request.__name__.startswith(("List", "Search")) and request.__name__ not in CATALOGUES
    ]
    for request in listing:
        assert issubclass(request, Paged), request.__name__
        assert issubclass(request.reply_type(), PageReply), request.__name__
    walked = {contract for contract, *_ in LISTS}
    of_small_rows = {"ListPoseModels", "ListUsage", "ListTranscriptVersions", "ListTranscriptionSegments"}
    assert {request.__name__ for request in set(listing) - walked} == of_small_rows


@pytest.mark.parametrize(("contract", "field", "count", "asked"), LISTS, ids=[case[0].__name__ for case in LISTS])
def test_a_list_of_large_rows_can_be_sent_and_leaves_nothing_out(
    contract: type[Request[Any]],
    field: str,
    count: int,
    asked: dict[str, Any],
    running: RunningPlatform,
    bus: Bus,
    figure: FigureBook,
) -> None:
    pages = _pages(running, bus, contract, 500, **asked)
    largest = max(len(page.model_dump_json()) for page in pages)
    figure(f"lists.largest_kb.{contract.__name__}", largest / 1000, "kB", "< 1000")
    assert largest < MEGABYTE
    ids: list[UUID] = [row.id for page in pages for row in getattr(page, field)]
    assert len(ids) == len(set(ids)) >= count
    in_small_steps = [row.id for page in _pages(running, bus, contract, 37, **asked) for row in getattr(page, field)]
    assert in_small_steps == ids


def test_a_cursor_that_is_none_is_refused_with_a_sentence(running: RunningPlatform, bus: Bus) -> None:
    actor = Actor(user_id=ADMIN, studio_id=STUDIO, role=Role.STUDIO_ADMIN)
    for wrong in ("x", "bm8=", "WyIxIl0=", "WyJub3QgYSB0aW1lIiwgIngiXQ=="):
        with pytest.raises(Invalid, match="does not exist"):
            running.call(bus.request(analysis_lists.ListAnalyses(cursor=wrong), running.vouched(actor)))
