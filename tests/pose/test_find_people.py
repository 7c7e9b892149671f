"""Pictures that others have stored: only those are decoded that are what ingest makes."""

import cv2
import numpy as np
import pytest

from danceai.common.errors import NotFound
from danceai.pose.evaluation.against_truth import find_built_in
from danceai.pose.runs.find_people import find_in_pictures
from danceai.pose.settings import PoseSettings
from tests.support.places import MODELS


@pytest.mark.parametrize("kind", [".png", ".tiff", ".webp"])
def test_a_picture_of_another_kind_is_no_picture(kind: str) -> None:
    data = cv2.imencode(kind, np.zeros((48, 64, 3), np.uint8))[1].tobytes()
    with pytest.raises(NotFound, match="not a picture"):
        find_in_pictures([data], find_built_in(""), PoseSettings(models_dir=MODELS))
