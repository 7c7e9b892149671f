"""Short answers about people in pictures."""

import cv2
import numpy as np

from danceai.common.contracts.poses import FindPeople, PeopleInPictures, PersonBox
from danceai.common.errors import NotFound
from danceai.common.frame.contexts import Context
from danceai.common.offload import in_thread, keep_going
from danceai.pose.finding.groups import bound
from danceai.pose.models.entry import ModelInUse
from danceai.pose.models.loading import find_in_picture
from danceai.pose.models.store import find_model_in_use
from danceai.pose.models.tuned_files import bring_files
from danceai.pose.settings import PoseSettings

SURE = 0.3
JPEG = b"\xff\xd8\xff"
"""How the pictures begin that ingest makes; decoders of other kinds are for nobody to reach"""


def find_in_pictures(pictures: list[bytes], model: ModelInUse, settings: PoseSettings) -> list[list[PersonBox]]:
    """For each picture (JPEG) those who are surely people. Raises NotFound for what is no picture."""
    answers = []
    for data in pictures:
        keep_going()
        ours = data.startswith(JPEG)
        picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR) if ours else None
        if picture is None:
            raise NotFound("This is not a picture.")
        bodies, _ = find_in_picture(np.asarray(picture, np.uint8), model, settings)
        people = zip(bodies.keypoints, bodies.scores, strict=True)
        boxes = [(bound(body), float(score)) for body, score in people if score >= SURE]
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
        model = await find_model_in_use(work.db, "", settings.backend)
    await bring_files(context, model)
    pictures = [await context.storage.get(key) for key in request.keys]
    return PeopleInPictures(pictures=await in_thread(find_in_pictures, pictures, model, settings))
