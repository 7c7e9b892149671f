"""What is known of a kind of networks stands on its adapter, and everybody who registers one is told."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from danceai.local.client import Client, Refused
from danceai.pose.models.built_in import BUILT_IN
from danceai.pose.models.entry import ModelEntry, ModelMissing, find_adapter
from danceai.pose.networks import adapters
from tests.support.platform import ClientOf

THERE = Path(adapters.__file__).parent


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """One more place where adapters are looked for."""
    adapters.__path__.append(str(tmp_path))
    adapters.find_adapters.cache_clear()
    yield tmp_path
    adapters.__path__.remove(str(tmp_path))
    adapters.find_adapters.cache_clear()


def test_an_adapter_is_one_file(folder: Path) -> None:
    text = (THERE / "rtmo.py").read_text()
    (folder / "newest.py").write_text(text.replace('"rtmo"', '"newest"'))
    assert find_adapter("newest").finds == "joints"
    with pytest.raises(ModelMissing, match=r"no adapter called older.*newest.*rtmo"):
        find_adapter("older")


def test_two_adapters_of_one_name_are_refused(folder: Path) -> None:
    shutil.copy(THERE / "rtmo.py", folder / "copied.py")
    with pytest.raises(ValueError, match="one name"):
        adapters.find_adapters()


@pytest.mark.parametrize("model", BUILT_IN, ids=lambda model: model.name)
def test_what_is_built_in_fits_together(model: ModelEntry) -> None:
    by_name = {other.name: other for other in BUILT_IN}
    assert model.keypoints in model.kind.keypoints
    needs = model.kind.needs(model.keypoints)
    assert bool(needs) == (model.detector is not None)
    if model.detector:
        people = by_name[model.detector]
        assert people.kind.looks_at == "picture"
        assert people.kind.finds in needs
        assert people.backend == model.backend


def test_the_registry_tells_what_a_kind_of_networks_needs(trainer: Client) -> None:
    registry = trainer.call("GET", "/v1/pose-models")
    kinds = {kind["name"]: kind for kind in registry["adapters"]}
    assert set(kinds) == set(adapters.find_adapters())
    assert kinds["yolox"]["finds"] == "boxes"
    assert kinds["yolox"]["keypoints"] == [{"name": "boxes", "needs": []}]
    assert (kinds["rtmo"]["looks_at"], kinds["rtmo"]["finds"]) == ("picture", "joints")
    assert kinds["rtmpose"]["looks_at"] == "person"
    needs = {row["name"]: row["needs"] for row in kinds["rtmpose"]["keypoints"]}
    assert needs["coco_17"] == ["boxes"], "who is found with these joints is not looked at again"
    assert needs["wholebody_133"] == ["boxes", "joints"]
    models = {model["name"]: model for model in registry["models"]}
    assert models["blazepose-full"]["needs"] == ["boxes", "joints"]
    assert (models["rtmdet-nano"]["looks_at"], models["rtmdet-nano"]["finds"]) == ("picture", "boxes")


def test_only_what_an_adapter_can_is_registered(client_of: ClientOf) -> None:
    admin = client_of("platform.admin")
    model = {"name": "mine", "backend": "onnxruntime", "source": "mine.onnx", "width": 640, "height": 640}
    with pytest.raises(Refused, match=r"adapter must be one of blazepose,"):
        admin.call("POST", "/v1/pose-models", model | {"adapter": "mine"})
    with pytest.raises(Refused, match=r"keypoints of yolox must be one of boxes\."):
        admin.call("POST", "/v1/pose-models", model | {"adapter": "yolox"})
    with pytest.raises(Refused, match=r"keypoints of rtmo must be one of coco_17\."):
        admin.call("POST", "/v1/pose-models", model | {"adapter": "rtmo", "keypoints": "boxes"})
