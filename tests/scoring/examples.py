"""Every request of scoring, as it can be sent."""

from uuid import UUID, uuid5

from danceai.auth.seeding import known_id
from danceai.common.contracts import analyses, analysis_files, analysis_lists, scores
from danceai.common.contracts.base import Camera
from danceai.local.layout import DEMO_STUDIO
from tests.support.examples import Examples, anew, listing, of_couple
from tests.support.store import sql
from tests.support.two_studios import World


def things(world: World) -> dict[str, UUID]:
    """The sample's analysis, and one that has failed."""
    return {"finished": UUID(world.sample["id"]), "failed": UUID(world.failed["id"])}


def _deletable(world: World) -> UUID:
    """An analysis that may go: put there anew whenever somebody was allowed to delete it."""
    studio = known_id(DEMO_STUDIO)
    identifier = uuid5(studio, "deletable analysis")
    planted = (
        "insert into scoring.analyses (studio_id, id, session_id, couple_id, dance, language, state, configuration, "
        "films, poses, files, created_by) values ($1, $2, $2, $3, 'waltz', 'en', 'cancelled', '{}', '{}', '{}', '{}', "
        "$2) on conflict do nothing"
    )
    forgotten = "delete from scoring.deleted_analyses where id = $1"
    world.running.call(sql(world.running.layout, forgotten, identifier))
    world.running.call(sql(world.running.layout, planted, studio, identifier, known_id(DEMO_STUDIO, "couple")))
    return identifier


EXAMPLES: Examples = {
    analyses.StartAnalysis: of_couple(lambda w: analyses.StartAnalysis(session_id=w.ids["failed_session"])),
    analyses.GetAnalysis: of_couple(lambda w: analyses.GetAnalysis(analysis_id=w.ids["finished"])),
    analysis_lists.ListAnalyses: listing(
        lambda w: analysis_lists.ListAnalyses(limit=200, session_id=w.ids["failed_session"]), failed="couple"
    ),
    analyses.CancelAnalysis: of_couple(lambda w: analyses.CancelAnalysis(analysis_id=w.ids["failed"])),
    analyses.DeleteAnalysis: of_couple(lambda w: analyses.DeleteAnalysis(analysis_id=_deletable(w))),
    analyses.RetryStage: of_couple(
        lambda w: analyses.RetryStage(analysis_id=w.ids["failed"], stage=analyses.StageName.CHECK, camera=Camera.A)
    ),
    analyses.RescoreAnalysis: of_couple(lambda w: analyses.RescoreAnalysis(analysis_id=w.ids["failed"], latency_ms=1)),
    analysis_files.GetAnalysisFile: of_couple(
        lambda w: analysis_files.GetAnalysisFile(analysis_id=w.ids["finished"], name="report.pdf")
    ),
    analysis_files.GetPoses: of_couple(lambda w: analysis_files.GetPoses(analysis_id=w.ids["finished"])),
    scores.ListMetrics: anew(lambda w: scores.ListMetrics()),
}
