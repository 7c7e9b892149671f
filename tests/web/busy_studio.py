"""A studio of its own with many analyses, planted: what it takes to see long lists and trends."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from secrets import token_hex
from uuid import UUID

from danceai.local.client import Client
from tests.support.platform import ClientOf, RunningPlatform
from tests.support.store import sql
from tests.support.two_studios import accept, signed_in

COMPONENTS = ("TQ", "MM", "PS", "CP")
COUPLES = (("Jonas Keller", "Mia Brandt"), ("Luca Rossi", "Elena Conti"), ("Paul Weber", "Eva Lang"))
SEASON = ("Nina Roth", "Tim Vogel")
"""A couple with one waltz a fortnight, and one tango"""
ANALYSES = """
insert into scoring.analyses (studio_id, id, session_id, couple_id, dance, language, state, recordings, configuration,
    films, poses, files, result, created_by, created_at, finished_at, based_on)
select $1, gen_random_uuid(), gen_random_uuid(), ($2::uuid[])[1 + n % 3],
    (array['waltz', 'tango', 'quickstep'])[1 + n / 3 % 3], 'en',
    (array['done', 'done', 'done', 'failed', 'cancelled'])[1 + n % 5], array['IMG_' || lpad(n::text, 4, '0') || '.MOV'],
    '{}', '{}', '{}', '{}', case when n % 5 < 3 then ($3::jsonb[])[1 + n % 7] end, $1,
    now() - n * interval '7 hours', now() - n * interval '7 hours' + interval '5 minutes',
    case when n % 10 = 1 then gen_random_uuid() end
from generate_series(1, $4) as n
"""
ONE_SEASON = """
insert into scoring.analyses (studio_id, id, session_id, couple_id, dance, language, state, recordings, configuration,
    films, poses, files, result, created_by, created_at, finished_at)
select $1, gen_random_uuid(), gen_random_uuid(), $2, case when n = 9 then 'tango' else 'waltz' end, 'en', 'done',
    array['season ' || n || '.mp4'], '{}', '{}', '{}', '{}', ($3::jsonb[])[n], $1,
    now() - (10 - n) * interval '14 days', now() - (10 - n) * interval '14 days' + interval '4 minutes'
from generate_series(1, 9) as n
"""
FAILED = """
insert into scoring.stages (studio_id, analysis_id, name, camera, state, attempt, error_code, error_message)
select studio_id, id, 'check', 'A', 'failed', 1, 'file_unreadable', 'This file is no video that can be read.'
from scoring.analyses where studio_id = $1 and state = 'failed'
"""
TABLES = ("scoring.stages", "scoring.analyses", "auth.couples")


def _result(scores: list[float]) -> str:
    """What is kept of an analysis with these marks."""
    marks = [
        {"code": code, "score": score, "low": score - 0.6, "high": score + 0.5, "coverage": 0.9}
        for code, score in zip(COMPONENTS, scores, strict=True)
    ]
    return json.dumps({"components": marks, "total": sum(scores)})


def _varied(number: int) -> str:
    """Scores that differ from one another."""
    return _result([5.0 + 0.5 * ((number * (place + 2)) % 6) for place in range(4)])


def _better(number: int) -> str:
    """Scores that rise, each in its own way."""
    return _result([round(2 * (5 + place * 0.6 + number * (0.1 + place * 0.08))) / 2 for place in range(4)])


@dataclass
class BusyStudio:
    """Its admin, and its couples by the lead's name."""

    admin: Client
    couples: dict[str, UUID]


@contextmanager
def busy_studio(running: RunningPlatform, client_of: ClientOf, count: int) -> Iterator[BusyStudio]:
    """A studio with three couples and so many analyses, the newest seven hours old."""
    email = f"admin@{token_hex(4)}.example"
    opened = {"name": f"Busy Studio {token_hex(4)}", "admin_email": email, "admin_name": "Busy Admin"}
    studio = UUID(client_of("platform.admin").call("POST", "/v1/studios", opened)["id"])
    accept(running, email)
    with signed_in(running, email) as admin:
        couples = {
            lead: UUID(admin.call("POST", "/v1/couples", {"lead": lead, "follow": follow, "tier": "B"})["id"])
            for lead, follow in COUPLES
        }
        results = [_varied(number) for number in range(7)]
        running.call(sql(running.layout, ANALYSES, studio, list(couples.values()), results, count))
        season = admin.call(
            "POST", "/v1/couples", {"lead": SEASON[0], "follow": SEASON[1], "dances": ["waltz", "tango"]}
        )
        couples[SEASON[0]] = UUID(season["id"])
        better = [_better(number) for number in range(9)]
        running.call(sql(running.layout, ONE_SEASON, studio, couples[SEASON[0]], better))
        running.call(sql(running.layout, FAILED, studio))
        yield BusyStudio(admin, couples)
    for table in TABLES:
        running.call(sql(running.layout, f"delete from {table} where studio_id = $1", studio))
