"""The registry of pose models, through the gateway."""

import pytest

from danceai.local.client import Client, Refused
from tests.support.platform import ClientOf


def test_pose_models_say_whether_they_are_there(trainer: Client) -> None:
    models = {model["name"]: model for model in trainer.call("GET", "/v1/pose-models")["models"]}
    assert models["movenet-multipose-lightning"]["available"]
    assert models["movenet-multipose-couples"]["available"], "it comes with the package"
    defaults = {model["backend"]: model["name"] for model in models.values() if model["default"]}
    assert defaults == {"litert": "movenet-multipose-couples", "onnxruntime": "movenet-thunder", "triton": "rtmo-l"}
    assert not models["rtmo-l"]["available"], "no Triton is configured here"
    assert "operator" in models["alphapose-se-resnet50"]["licence"]


def test_the_registry_is_edited_by_platform_admins_only(client_of: ClientOf) -> None:
    admin = client_of("platform.admin")
    model = {
        "name": "my-rtmo",
        "backend": "onnxruntime",
        "adapter": "rtmo",
        "source": "my_rtmo.onnx",
        "width": 640,
        "height": 640,
        "licence": "Apache-2.0",
    }
    with pytest.raises(Refused, match="does not allow"):
        client_of("trainer").call("POST", "/v1/pose-models", model)
    added = admin.call("POST", "/v1/pose-models", model)
    assert not added["available"]
    assert not added["built_in"]
    with pytest.raises(Refused, match="already is a pose model"):
        admin.call("POST", "/v1/pose-models", model)
    lonely = model | {"name": "lonely", "adapter": "rtmpose"}
    with pytest.raises(Refused, match="needs a registered model that finds people by itself"):
        admin.call("POST", "/v1/pose-models", lonely)
    with pytest.raises(Refused, match="my-rtmo finds these joints itself"):
        admin.call("POST", "/v1/pose-models", lonely | {"detector": "my-rtmo"})
    whole = {"name": "my-rtmw", "keypoints": "wholebody_133", "detector": "my-rtmo"}
    assert admin.call("POST", "/v1/pose-models", lonely | whole)["detector"] == "my-rtmo"
    assisting = model | {"name": "my-couples", "adapter": "movenet_couples"}
    with pytest.raises(Refused, match="rtmdet-nano finds boxes only"):
        admin.call("POST", "/v1/pose-models", assisting | {"detector": "rtmdet-nano"})
    assert admin.call("POST", "/v1/pose-models", assisting | {"detector": "my-rtmo"})["needs"] == ["joints"]
    with pytest.raises(Refused, match="finds people by itself"):
        admin.call("POST", "/v1/pose-models", lonely | {"detector": "my-couples", "keypoints": "wholebody_133"})
    knots = [[0.0, 0.0], [0.5, 0.3], [1.0, 0.3]]
    assert admin.call("PATCH", "/v1/pose-models", {"name": "my-rtmo", "calibration": knots})["calibration"] == knots
    with pytest.raises(Refused, match="must rise"):
        admin.call("PATCH", "/v1/pose-models", {"name": "my-rtmo", "calibration": knots[::-1]})
    chosen = admin.call("PATCH", "/v1/pose-models", {"name": "my-rtmo", "default": True})
    assert chosen["default"]
    with pytest.raises(Refused, match="Choose another default first"):
        admin.call("PATCH", "/v1/pose-models", {"name": "my-rtmo", "active": False})
    stats = {"oks_mean": 0.81, "phantom_rate": 0.02, "frames": 120}
    admin.call("PATCH", "/v1/pose-models", {"name": "movenet-thunder", "default": True, "stats": stats})
    assert not admin.call("PATCH", "/v1/pose-models", {"name": "my-rtmo", "active": False})["active"]
    models = {found["name"]: found for found in admin.call("GET", "/v1/pose-models")["models"]}
    assert models["movenet-thunder"]["stats"] == stats
    assert [name for name, found in models.items() if found["default"] and found["backend"] == "onnxruntime"] == [
        "movenet-thunder"
    ]
