"""Short answers about people in pictures."""

import cv2
import numpy as np

from danceai.common.contracts.poses import FindPeople, PeopleInPictures, PersonBox
from danceai.common.errors import NotFound
from danceai.common.frame.contexts import Context
from danceai.common.offload import in_thread
from danceai.pose.finding.groups import box_of
from danceai.pose.models.built_in import ModelEntry
from danceai.pose.models.loading import finder
from danceai.pose.models.store import find_model, with_detector
from danceai.pose.settings import PoseSettings

SURE = 0.3


def _people(
    pictures: list[bytes], models: tuple[ModelEntry, ModelEntry | None], settings: PoseSettings
) -> list[list[PersonBox]]:
    answers = []
    for data in pictures:
        picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
        if picture is None:
            raise NotFound("This is not a picture.")
        with finder(*models, settings) as (people, _):
            ((_, bodies),) = people.find([(0, np.asarray(picture, np.uint8))])
        sure = [i for i, score in enumerate(bodies.found.scores) if score >= SURE]
        boxes = [(box_of(bodies.found.joints[i]), float(bodies.found.scores[i])) for i in sure]
        answers.append(
            [PersonBox(x=b[0], y=b[1], width=b[2] - b[0], height=b[3] - b[1], score=score) for b, score in boxes]
        )
    return answers


async def find_people(request: FindPeople, context: Context) -> PeopleInPictures:
    """People in stored pictures of the caller's own studio. Raises NotFound for anybody else's."""
    if any(not key.startswith(f"{context.studio_id}/") for key in request.keys):
        raise NotFound("This picture does not exist.")
    settings = PoseSettings.of(context)
    async with context.transaction() as work:
        models = await with_detector(work.db, await find_model(work.db, "", settings.backend))
    pictures = [await context.storage.get(key) for key in request.keys]
    return PeopleInPictures(pictures=await in_thread(_people, pictures, models, settings))
