"""For every request one that can be sent, and what it is about."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import uuid4

from pydantic import SecretStr

from danceai.common.contracts import accounts, analyses, couples, knowledge, poses, studios, videos
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


def _model(world: World) -> poses.RegisterPoseModel:
    return poses.RegisterPoseModel(
        name=f"walk-{world.fresh()}", backend="triton", adapter="rtmo", source="walk", width=640, height=640
    )


def _result(world: World) -> knowledge.AddResult:
    return knowledge.AddResult(
        couple_id=world.ids["couple"], competition="Walk Open", held_on=datetime.now(UTC).date(), place=1
    )


CROP = videos.Crop(x=0, y=0, width=64, height=64)
SEGMENT = knowledge.TranscriptSegment(start=0, end=1, text="Toe last.")
EXAMPLES: dict[type[Request[Any]], tuple[About, Build]] = {
    accounts.SignIn: ("before", lambda w: accounts.SignIn(email=_email(w), password=WRONG)),
    accounts.GiveCode: ("before", lambda w: accounts.GiveCode(token=WRONG, code=SecretStr("123456"))),
    accounts.ResolveSession: ("before", lambda w: accounts.ResolveSession(token=WRONG)),
    accounts.ResolveKey: ("before", lambda w: accounts.ResolveKey(key=WRONG)),
    accounts.SignOut: ("before", lambda w: accounts.SignOut(token=WRONG)),
    accounts.RequestReset: ("before", lambda w: accounts.RequestReset(email=_email(w))),
    accounts.SetPassword: ("before", lambda w: accounts.SetPassword(token=WRONG, password=WRONG)),
    accounts.ListProviders: ("before", lambda w: accounts.ListProviders()),
    accounts.BeginSocial: ("before", lambda w: accounts.BeginSocial(provider="facebook")),
    accounts.FinishSocial: (
        "before",
        lambda w: accounts.FinishSocial(provider="facebook", flow=WRONG, state="", code=WRONG),
    ),
    accounts.GetProfile: ("self", lambda w: accounts.GetProfile()),
    accounts.ChangeProfile: ("self", lambda w: accounts.ChangeProfile(mail_notifications=True)),
    accounts.ChangePassword: (
        "self",
        lambda w: accounts.ChangePassword(current=WRONG, password=WRONG, session_id=uuid4()),
    ),
    accounts.ListSessions: ("self", lambda w: accounts.ListSessions()),
    accounts.EndSession: ("self", lambda w: accounts.EndSession(session_id=uuid4())),
    accounts.BeginTotp: ("self", lambda w: accounts.BeginTotp()),
    accounts.ConfirmTotp: ("self", lambda w: accounts.ConfirmTotp(code=SecretStr("abcdef"))),
    accounts.DisableTotp: ("self", lambda w: accounts.DisableTotp(password=WRONG)),
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
    studios.InviteUser: ("any", lambda w: studios.InviteUser(email=_email(w), name="Walk", role=Role.DANCER)),
    studios.ListUsers: ("any", lambda w: studios.ListUsers()),
    studios.EditUser: ("studio", lambda w: studios.EditUser(user_id=w.ids["spare"], name="Spare")),
    studios.ResetTotp: ("studio", lambda w: studios.ResetTotp(user_id=w.ids["spare"])),
    studios.SendReset: ("studio", lambda w: studios.SendReset(user_id=w.ids["spare"])),
    studios.GetQuota: ("any", lambda w: studios.GetQuota()),
    studios.CreateKey: ("any", lambda w: studios.CreateKey(name="Walk", scopes=[Scope.FILES_READ])),
    studios.ListKeys: ("any", lambda w: studios.ListKeys()),
    studios.RevokeKey: ("studio", lambda w: studios.RevokeKey(key_id=w.ids["key"])),
    studios.ListLogins: ("any", lambda w: studios.ListLogins(limit=1)),
    studios.ListChanges: ("any", lambda w: studios.ListChanges(limit=1)),
    studios.GetStudioSetup: ("any", lambda w: studios.GetStudioSetup()),
    studios.ChangeStudioSetup: ("any", lambda w: studios.ChangeStudioSetup(track_face=True)),
    studios.GetPlatformSetup: ("any", lambda w: studios.GetPlatformSetup()),
    studios.ChangePlatformSetup: ("any", lambda w: studios.ChangePlatformSetup(archive_after_hours=168)),
    studios.ChangeSocialSetup: ("any", lambda w: studios.ChangeSocialSetup(provider="facebook", client_id="")),
    videos.CreateSession: ("couple", lambda w: videos.CreateSession(couple_id=w.ids["couple"], dance=Dance.TANGO)),
    videos.GetSession: ("couple", lambda w: videos.GetSession(session_id=w.ids["session"])),
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
        lambda w: analyses.RetryStage(analysis_id=w.ids["failed"], step=analyses.Step.CHECK),
    ),
    analyses.RescoreAnalysis: ("couple", lambda w: analyses.RescoreAnalysis(analysis_id=w.ids["failed"], latency_ms=1)),
    analyses.GetFile: ("couple", lambda w: analyses.GetFile(analysis_id=w.ids["finished"], name="report.pdf")),
    analyses.GetPosesKey: ("couple", lambda w: analyses.GetPosesKey(analysis_id=w.ids["finished"])),
    poses.ListPoseModels: ("any", lambda w: poses.ListPoseModels()),
    poses.RegisterPoseModel: ("any", _model),
    poses.EditPoseModel: ("any", lambda w: poses.EditPoseModel(name="walked", licence="MIT")),
    poses.FindPeople: ("any", lambda w: poses.FindPeople(keys=[])),
    knowledge.SaveTranscript: ("any", lambda w: knowledge.SaveTranscript(name="Walk", segments=[SEGMENT])),
    knowledge.SearchTranscripts: ("any", lambda w: knowledge.SearchTranscripts()),
    knowledge.ExportTranscript: (
        "studio",
        lambda w: knowledge.ExportTranscript(transcript_id=w.ids["transcript"], form="txt"),
    ),
    knowledge.CreateDataset: ("couple", lambda w: knowledge.CreateDataset(name="Walk", analyses=[w.ids["finished"]])),
    knowledge.ListDatasets: ("any", lambda w: knowledge.ListDatasets()),
    knowledge.ExportCoco: ("couple", lambda w: knowledge.ExportCoco(dataset_id=w.ids["dataset"], every_seconds=5)),
    knowledge.AddResult: ("couple", _result),
    knowledge.ListResults: ("couple", lambda w: knowledge.ListResults(couple_id=w.ids["couple"])),
}
