"""Training: datasets that make better pose models."""

from danceai.common.contracts.account import GetProfile
from danceai.common.contracts.analysis_files import GetPoses
from danceai.common.contracts.annotating import AnnotatePictures
from danceai.common.contracts.pose_models import EditPoseModel, ListPoseModels
from danceai.common.contracts.tuned_models import LendModel, RegisterTunedModel
from danceai.common.frame.service import ObjectAccess, Service
from danceai.training import (
    annotating,
    datasets,
    exports,
    extraction,
    frames,
    imports,
    neighbours,
    reconciling,
    rendering,
)
from danceai.training.runs import answers, lost_runs, promoting, requests, train_model
from danceai.training.settings import TrainingSettings

service = Service(
    "training",
    settings=TrainingSettings,
    requests=[
        datasets.create_dataset,
        datasets.create_rendered_dataset,
        datasets.list_datasets,
        datasets.get_dataset,
        datasets.rename_dataset,
        datasets.delete_dataset,
        datasets.start_extraction,
        datasets.cancel_extraction,
        annotating.start_annotation,
        frames.list_frames,
        frames.get_frame,
        neighbours.get_neighbours,
        frames.hold_frame,
        frames.leave_frame,
        frames.save_frame,
        frames.delete_unusable_frames,
        exports.start_export,
        exports.get_export,
        imports.start_import,
        imports.complete_import,
        imports.get_import,
        requests.start_training_run,
        requests.list_training_runs,
        requests.get_training_run,
        requests.cancel_training_run,
        promoting.promote_training_run,
        promoting.roll_back_training_run,
    ],
    jobs=[
        extraction.extract_frames,
        rendering.render_frames,
        exports.write_export,
        imports.read_import,
        train_model.train_model,
    ],
    events=[
        annotating.on_pictures_annotated,
        annotating.on_annotating_failed,
        answers.on_model_lent,
        answers.on_tuned_model_registered,
        answers.on_tuning_refused,
    ],
    asks=[GetPoses, GetProfile, ListPoseModels, EditPoseModel],
    orders=[AnnotatePictures, LendModel, RegisterTunedModel],
    reconcilers=[
        reconciling.lost_exports,
        reconciling.lost_extractions,
        reconciling.lost_annotations,
        reconciling.lost_imports,
        lost_runs.lost_training_runs,
    ],
    objects=ObjectAccess(writes=("datasets", "training"), reads=("poses", "analyses", "videos")),
)
