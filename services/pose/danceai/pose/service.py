"""Pose: every body in every frame, and the couple among them."""

from danceai.common.contracts.annotating import AnnotatingFailed, PicturesAnnotated
from danceai.common.contracts.audit import AdministrationChanged
from danceai.common.contracts.poses import PoseFailed, PoseFinished
from danceai.common.contracts.tuned_models import ModelLent, TunedModelRegistered, TuningRefused
from danceai.common.frame.service import ObjectAccess, Service
from danceai.pose.evaluation import tuned
from danceai.pose.models import requests, store
from danceai.pose.runs import annotate_pictures, find_bodies, find_people, plan_run, reconciling, track_couple
from danceai.pose.settings import PoseSettings

service = Service(
    "pose",
    settings=PoseSettings,
    requests=[
        requests.list_pose_models,
        requests.register_pose_model,
        requests.edit_pose_model,
        find_people.find_people,
    ],
    jobs=[
        plan_run.plan_run,
        find_bodies.find_bodies,
        track_couple.track_couple,
        annotate_pictures.annotate_pictures,
        tuned.lend_model,
        tuned.register_tuned_model,
    ],
    events=[plan_run.on_analysis_cancelled, plan_run.on_analysis_deleted],
    tells=[
        PoseFinished,
        PoseFailed,
        PicturesAnnotated,
        AnnotatingFailed,
        ModelLent,
        TunedModelRegistered,
        TuningRefused,
        AdministrationChanged,
    ],
    reconcilers=[reconciling.lost_steps],
    objects=ObjectAccess(writes=("poses",), reads=("videos", "datasets", "training")),
    start=store.seed,
)
