"""The job of datasets: everybody in some stored pictures, by the model that was asked for."""

import cv2
import numpy as np

from danceai.common.contracts.annotating import (
    MOST_BODIES,
    AnnotatePictures,
    AnnotatingFailed,
    FoundBody,
    LookedAt,
    PicturesAnnotated,
)
from danceai.common.errors import NotFound, ProductError
from danceai.common.frame.contexts import JobContext
from danceai.common.frame.service import job
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.offload import in_thread, keep_going
from danceai.common.skeleton import BODY_JOINTS
from danceai.pose.models.entry import ModelInUse
from danceai.pose.models.loading import find_in_picture
from danceai.pose.models.store import find_model_in_use
from danceai.pose.models.tuned_files import bring_files
from danceai.pose.settings import PoseSettings


async def annotating_failed(message: AnnotatePictures, error: ProductError, work: UnitOfWork) -> None:
    """Tell why."""
    work.announce(AnnotatingFailed(dataset_id=message.dataset_id, run=message.run, message=error.message))


def look_at(pictures: list[bytes], model: ModelInUse, settings: PoseSettings) -> tuple[list[list[FoundBody]], str]:
    """For each picture (JPEG) everybody in it, best first; and what exactly has looked."""
    found, version = [], ""
    for data in pictures:
        keep_going()
        picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
        if picture is None:
            raise NotFound("This is not a picture.")
        bodies, version = find_in_picture(np.asarray(picture, np.uint8), model, settings)
        best = np.argsort(-bodies.scores)[:MOST_BODIES]
        joints = np.nan_to_num(bodies.keypoints[best].joints(BODY_JOINTS).stacked(), nan=0.0).round(3)
        found.append(
            [
                FoundBody(keypoints=body.reshape(-1).tolist(), score=float(score))
                for body, score in zip(joints, bodies.scores[best], strict=True)
            ]
        )
    return found, version


@job(AnnotatePictures, failed=annotating_failed)
async def annotate_pictures(message: AnnotatePictures, context: JobContext) -> None:
    """Look at each picture and tell what is there. Raises NotFound when a picture or the model is gone."""
    settings = PoseSettings.of(context)
    async with context.transaction() as work:
        model = await find_model_in_use(work.db, message.model, settings.backend)
    await bring_files(context, model)
    pictures = [await context.storage.get(picture.key) for picture in message.pictures]
    found, version = await in_thread(look_at, pictures, model, settings)
    looked_at = [
        LookedAt(frame_id=picture.frame_id, bodies=bodies)
        for picture, bodies in zip(message.pictures, found, strict=True)
    ]
    async with context.conclude() as work:
        work.announce(
            PicturesAnnotated(
                dataset_id=message.dataset_id,
                run=message.run,
                model=f"{model.entry.name} ({version})",
                looked_at=looked_at,
            )
        )
