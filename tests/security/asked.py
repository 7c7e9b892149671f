"""For every request one that can be sent, and what it is about."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import uuid4

from pydantic import SecretStr

from danceai.common.contracts import (
    account,
    analyses,
    api_keys,
    audit,
    couples,
    datasets,
    pose_models,
    poses,
    results,
    scores,
    setup,
    sign_in,
    studios,
    transcripts,
    users,
    videos,
)
from danceai.common.contracts.base import Dance, Request
from danceai.common.identity import Role, Scope
from tests.security.world import World

About = Literal["before", "self", "couple", "studio", "any"]
"""before = needs no permission; self = only one's own; couple / studio = a thing of the demo studio's couple, of the
studio itself; any = a list or something new, which is always one's own studio's"""
Build = Callable[[World], Request[Any]]
WRONG = SecretStr("not the password")


def _email(world: World) -> str:
    return f"walk.{world.fresh()}@demo.example"


def _new_studio(world: World) -> studios.CreateStudio:
    return studios.CreateStudio(name=f"Walk {world.fresh()}", admin_email=_email(world), admin_name="Walk")


def _model(world: World) -> pose_models.RegisterPoseModel:
    return pose_models.RegisterPoseModel(
        name=f"walk-{world.fresh()}", backend="triton", adapter="rtmo", source="walk", width=640, height=640
    )


def _result(world: World) -> results.AddResult:
    return results.AddResult(
        couple_id=world.ids["couple"], competition="Walk Open", held_on=datetime.now(UTC).date(), place=1
    )


CROP = videos.Crop(x=0, y=0, width=64, height=64)
SEGMENT = transcripts.TranscriptSegment(start=0, end=1, text="Toe last.")
EXAMPLES: dict[type[Request[Any]], tuple[About, Build]] = {
    sign_in.SignIn: ("before", lambda w: sign_in.SignIn(email=_email(w), password=WRONG)),
    sign_in.GiveCode: ("before", lambda w: sign_in.GiveCode(token=WRONG, code=SecretStr("123456"))),
    sign_in.ResolveWebSession: ("before", lambda w: sign_in.ResolveWebSession(token=WRONG)),
    sign_in.ResolveApiKey: ("before", lambda w: sign_in.ResolveApiKey(key=WRONG)),
    sign_in.SignOut: ("before", lambda w: sign_in.SignOut(token=WRONG)),
    sign_in.RequestPasswordReset: ("before", lambda w: sign_in.RequestPasswordReset(email=_email(w))),
    sign_in.SetPassword: ("before", lambda w: sign_in.SetPassword(token=WRONG, password=WRONG)),
    sign_in.ListProviders: ("before", lambda w: sign_in.ListProviders()),
    sign_in.BeginSocial: ("before", lambda w: sign_in.BeginSocial(provider="facebook")),
    sign_in.FinishSocial: (
        "before",
        lambda w: sign_in.FinishSocial(provider="facebook", flow=WRONG, state="", code=WRONG),
    ),
    account.GetProfile: ("self", lambda w: account.GetProfile()),
    account.ChangeProfile: ("self", lambda w: account.ChangeProfile(mail_notifications=True)),
    account.ChangePassword: (
        "self",
        lambda w: account.ChangePassword(current=WRONG, password=WRONG, session_id=uuid4()),
    ),
    account.ListWebSessions: ("self", lambda w: account.ListWebSessions()),
    account.EndWebSession: ("self", lambda w: account.EndWebSession(session_id=uuid4())),
    account.BeginTotp: ("self", lambda w: account.BeginTotp()),
    account.ConfirmTotp: ("self", lambda w: account.ConfirmTotp(code=SecretStr("abcdef"))),
    account.DisableTotp: ("self", lambda w: account.DisableTotp(password=WRONG)),
    couples.AddCouple: ("any", lambda w: couples.AddCouple(lead="Walk", follow="Walk")),
    couples.EditCouple: ("couple", lambda w: couples.EditCouple(couple_id=w.ids["couple"], tier="B")),
    couples.GetCouple: ("couple", lambda w: couples.GetCouple(couple_id=w.ids["couple"])),
    couples.ListCouples: ("any", lambda w: couples.ListCouples()),
    couples.AssignTrainer: (
        "couple",
        lambda w: couples.AssignTrainer(couple_id=w.ids["couple"], user_id=w.ids["trainer"]),
    ),
    couples.SetConsent: (
        "couple",
        lambda w: couples.SetConsent(couple_id=w.ids["couple"], partner="Walk Federation", given=True),
    ),
    studios.CreateStudio: ("any", _new_studio),
    studios.ListStudios: ("any", lambda w: studios.ListStudios()),
    studios.EditStudio: ("any", lambda w: studios.EditStudio(studio_id=w.ids["studio"], suspended=False)),
    users.InviteUser: ("any", lambda w: users.InviteUser(email=_email(w), name="Walk", role=Role.DANCER)),
    users.ListUsers: ("any", lambda w: users.ListUsers()),
    users.EditUser: ("studio", lambda w: users.EditUser(user_id=w.ids["spare"], name="Spare")),
    users.ResetTotp: ("studio", lambda w: users.ResetTotp(user_id=w.ids["spare"])),
    users.SendPasswordReset: ("studio", lambda w: users.SendPasswordReset(user_id=w.ids["spare"])),
    users.GetQuota: ("any", lambda w: users.GetQuota()),
    api_keys.CreateApiKey: ("any", lambda w: api_keys.CreateApiKey(name="Walk", scopes=[Scope.FILES_READ])),
    api_keys.ListApiKeys: ("any", lambda w: api_keys.ListApiKeys()),
    api_keys.RevokeApiKey: ("studio", lambda w: api_keys.RevokeApiKey(key_id=w.ids["key"])),
    audit.ListLoginAttempts: ("any", lambda w: audit.ListLoginAttempts(limit=1)),
    audit.ListChanges: ("any", lambda w: audit.ListChanges(limit=1)),
    setup.GetStudioSetup: ("any", lambda w: setup.GetStudioSetup()),
    setup.ChangeStudioSetup: ("any", lambda w: setup.ChangeStudioSetup(track_face=True)),
    setup.GetPlatformSetup: ("any", lambda w: setup.GetPlatformSetup()),
    setup.ChangePlatformSetup: ("any", lambda w: setup.ChangePlatformSetup(archive_after_hours=168)),
    setup.ChangeSocialSetup: ("any", lambda w: setup.ChangeSocialSetup(provider="facebook", client_id="")),
    videos.CreateDanceSession: (
        "couple",
        lambda w: videos.CreateDanceSession(couple_id=w.ids["couple"], dance=Dance.TANGO),
    ),
    videos.GetDanceSession: ("couple", lambda w: videos.GetDanceSession(session_id=w.ids["session"])),
    videos.StartUpload: (
        "couple",
        lambda w: videos.StartUpload(session_id=w.ids["session"], camera="B", file_name="a.mp4", size_bytes=9),
    ),
    videos.CompleteUpload: (
        "couple",
        lambda w: videos.CompleteUpload(video_id=w.ids["video"], parts=[videos.SentPart(number=1, etag="x")]),
    ),
    videos.ResumeUpload: ("couple", lambda w: videos.ResumeUpload(video_id=w.ids["video"])),
    videos.GetVideo: ("couple", lambda w: videos.GetVideo(video_id=w.ids["video"])),
    videos.CropVideo: ("couple", lambda w: videos.CropVideo(video_id=w.ids["video"], crop=CROP)),
    videos.GetUsage: ("any", lambda w: videos.GetUsage()),
    analyses.StartAnalysis: ("couple", lambda w: analyses.StartAnalysis(session_id=w.ids["failed_session"])),
    analyses.GetAnalysis: ("couple", lambda w: analyses.GetAnalysis(analysis_id=w.ids["finished"])),
    analyses.ListAnalyses: ("any", lambda w: analyses.ListAnalyses(limit=1)),
    analyses.CancelAnalysis: ("couple", lambda w: analyses.CancelAnalysis(analysis_id=w.ids["failed"])),
    analyses.RetryStage: (
        "couple",
        lambda w: analyses.RetryStage(analysis_id=w.ids["failed"], stage=analyses.StageName.CHECK),
    ),
    analyses.RescoreAnalysis: ("couple", lambda w: analyses.RescoreAnalysis(analysis_id=w.ids["failed"], latency_ms=1)),
    analyses.GetAnalysisFile: (
        "couple",
        lambda w: analyses.GetAnalysisFile(analysis_id=w.ids["finished"], name="report.pdf"),
    ),
    analyses.GetPoses: ("couple", lambda w: analyses.GetPoses(analysis_id=w.ids["finished"])),
    scores.ListMetrics: ("any", lambda w: scores.ListMetrics()),
    pose_models.ListPoseModels: ("any", lambda w: pose_models.ListPoseModels()),
    pose_models.RegisterPoseModel: ("any", _model),
    pose_models.EditPoseModel: ("any", lambda w: pose_models.EditPoseModel(name="walked", licence="MIT")),
    poses.FindPeople: ("any", lambda w: poses.FindPeople(keys=[])),
    transcripts.SaveTranscript: ("any", lambda w: transcripts.SaveTranscript(name="Walk", segments=[SEGMENT])),
    transcripts.SearchTranscripts: ("any", lambda w: transcripts.SearchTranscripts()),
    transcripts.ExportTranscript: (
        "studio",
        lambda w: transcripts.ExportTranscript(transcript_id=w.ids["transcript"], form="txt"),
    ),
    datasets.CreateDataset: ("couple", lambda w: datasets.CreateDataset(name="Walk", analyses=[w.ids["finished"]])),
    datasets.ListDatasets: ("any", lambda w: datasets.ListDatasets()),
    datasets.ExportCoco: ("couple", lambda w: datasets.ExportCoco(dataset_id=w.ids["dataset"], every_seconds=5)),
    results.AddResult: ("couple", _result),
    results.ListResults: ("couple", lambda w: results.ListResults(couple_id=w.ids["couple"])),
}
