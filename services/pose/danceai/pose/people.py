"""Short answers about people in pictures, and the model registry."""

import cv2
import numpy as np

from danceai.common.contracts.poses import (
    DEFAULT_MODEL,
    FindPeople,
    ListPoseModels,
    PeopleInPictures,
    PersonBox,
    PoseModel,
    PoseModels,
)
from danceai.common.database.unit_of_work import UnitOfWork
from danceai.common.errors import NotFound
from danceai.common.offload import in_thread
from danceai.common.settings import Settings
from danceai.pose.looking import OVERVIEW_SIZE, box_of
from danceai.pose.networks import network
from danceai.pose.registry import BUILT_IN


def _people(pictures: list[bytes], settings: Settings) -> list[list[PersonBox]]:
    answers = []
    with network(DEFAULT_MODEL, settings) as net:
        for data in pictures:
            picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
            if picture is None:
                raise NotFound("This is not a picture.")
            found = net.look(np.asarray(picture, np.uint8), None, OVERVIEW_SIZE)
            boxes = [(box_of(joints), float(score)) for joints, score in zip(found.joints, found.scores, strict=True)]
            answers.append([
                PersonBox(x=b[0], y=b[1], width=b[2] - b[0], height=b[3] - b[1], score=score) for b, score in boxes
            ])  # fmt: skip
    return answers


async def find_people(request: FindPeople, work: UnitOfWork) -> PeopleInPictures:
    """People in stored pictures of the caller's own studio. Raises NotFound for anybody else's."""
    if any(not key.startswith(f"{work.studio_id}/") for key in request.keys):
        raise NotFound("This picture does not exist.")
    pictures = [await work.storage.get(key) for key in request.keys]
    return PeopleInPictures(pictures=await in_thread(_people, pictures, work.settings))


async def models(request: ListPoseModels, work: UnitOfWork) -> PoseModels:
    """The registry, with what is really on this machine."""
    listed = []
    for entry in BUILT_IN:
        there = (work.settings.models_dir / entry.file).is_file()
        listed.append(
            PoseModel(
                name=entry.name, backend=entry.backend, adapter=entry.adapter, input_size=entry.size,
                keypoints=entry.keypoints, available=there, default=entry.default,
            )
        )  # fmt: skip
    return PoseModels(models=listed)
