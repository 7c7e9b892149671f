"""Every request of pose, as it can be sent."""

from uuid import UUID

from danceai.common.contracts import pose_models, poses
from tests.support.examples import Examples, anew
from tests.support.two_studios import World


def _model(world: World) -> pose_models.RegisterPoseModel:
    return pose_models.RegisterPoseModel(
        name=f"walk-{world.fresh()}", backend="triton", adapter="rtmo", source="walk", width=640, height=640
    )


def things(world: World) -> dict[str, UUID]:
    """A model that may be edited; it has a name and no id."""
    model = {"name": "walked", "backend": "triton", "adapter": "rtmo", "source": "walked", "width": 640, "height": 640}
    world.platform_admin.call("POST", "/v1/pose-models", model)
    return {}


EXAMPLES: Examples = {
    pose_models.ListPoseModels: anew(lambda w: pose_models.ListPoseModels()),
    pose_models.RegisterPoseModel: anew(_model),
    pose_models.EditPoseModel: anew(lambda w: pose_models.EditPoseModel(name="walked", licence="MIT")),
    poses.FindPeople: anew(lambda w: poses.FindPeople(keys=[])),
}
