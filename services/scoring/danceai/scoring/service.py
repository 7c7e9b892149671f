"""Scoring: the life of an analysis, from checked videos to scores, overlay and report."""

from danceai.common.contracts.analyses import AnalysisCancelled, AnalysisDeleted, AnalysisFailed, AnalysisFinished
from danceai.common.contracts.audit import AdministrationChanged
from danceai.common.contracts.coaching import WriteEvaluation
from danceai.common.contracts.couples import GetCouple, ListCouples
from danceai.common.contracts.poses import PlanRun
from danceai.common.contracts.setup import GetStudioSetup
from danceai.common.contracts.videos import GetDanceSession
from danceai.common.frame.service import ObjectAccess, Service
from danceai.scoring.analyses import deleting, files, listening, listing, metric_catalogue, reconciling, requests, score
from danceai.scoring.overlay import render
from danceai.scoring.report import writing
from danceai.scoring.settings import ScoringSettings

service = Service(
    "scoring",
    settings=ScoringSettings,
    objects=ObjectAccess(writes=("analyses",), reads=("videos", "poses")),
    requests=[
        requests.start_analysis,
        requests.get_analysis,
        listing.list_analyses,
        deleting.delete_analysis,
        requests.cancel_analysis,
        requests.retry_stage,
        requests.rescore_analysis,
        files.get_analysis_file,
        files.get_poses,
        metric_catalogue.list_metrics,
    ],
    jobs=[listening.begin_analysis, score.score_analysis, render.render_overlay, writing.write_report],
    events=[
        listening.on_video_ready,
        listening.on_video_rejected,
        listening.on_pose_finished,
        listening.on_pose_failed,
        listening.on_evaluation_written,
        listening.on_evaluation_failed,
    ],
    asks=[GetCouple, ListCouples, GetDanceSession, GetStudioSetup],
    orders=[PlanRun, WriteEvaluation],
    tells=[AnalysisFinished, AnalysisFailed, AnalysisCancelled, AnalysisDeleted, AdministrationChanged],
    reconcilers=[
        reconciling.lost_turns,
        reconciling.unheard_videos,
        reconciling.lost_stages,
        reconciling.unanswered_stages,
        reconciling.stalled_analyses,
    ],
)
