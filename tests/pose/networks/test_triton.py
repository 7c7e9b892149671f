"""The same proofs through a real Triton server: names, types and batches as the generated repository declares them."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import pytest
from tritonclient import grpc

from danceai.common.errors import Unavailable
from danceai.pose.models.backends import BACKENDS
from danceai.pose.models.built_in import BUILT_IN
from danceai.pose.models.entry import ModelEntry
from danceai.pose.models.triton_repository import describe, write
from danceai.pose.networks.adapters import rtmpose
from danceai.pose.networks.adapters.rtmpose import RtmPose
from danceai.pose.networks.network import TopDownNetwork
from danceai.pose.networks.runtimes.triton import TritonRuntime
from danceai.pose.settings import PoseSettings
from tests.pose.support import planted
from tests.pose.support.cases import CASES, crop_box, scene
from tests.pose.support.certificates import self_signed
from tests.pose.support.triton_server import ROOT, TritonServer, installed

KINDS: dict[int, str] = {
    onnx.TensorProto.FLOAT: "TYPE_FP32",
    onnx.TensorProto.INT32: "TYPE_INT32",
    onnx.TensorProto.INT64: "TYPE_INT64",
}
MILLISECONDS = 40


def _described(path: Path, name: str, batch: int) -> str:
    """A config.pbtxt from what the file itself declares; with a free batch axis the server may batch."""
    graph = onnx.load(str(path)).graph

    def port(value: onnx.ValueInfoProto) -> str:
        dims = [axis.dim_value for axis in value.type.tensor_type.shape.dim][0 if batch else 1 :]
        kind = KINDS[value.type.tensor_type.elem_type]
        return f'{{ name: "{value.name}" data_type: {kind} dims: [ {", ".join(map(str, dims))} ] }}'

    return (
        f'name: "{name}"\nbackend: "onnxruntime"\nmax_batch_size: {0 if batch else 64}\n'
        f"input [ {port(graph.input[0])} ]\noutput [ {', '.join(map(port, graph.output))} ]\n"
        "instance_group [ { kind: KIND_CPU count: 1 } ]\n"
    )


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TritonServer]:
    """Every planted network, served; and one as the generated repository describes it, slow on purpose."""
    if not installed():
        pytest.skip("the Triton test server is not installed: make .tools/triton/installed")
    folder = tmp_path_factory.mktemp("triton")
    for name, case in CASES.items():
        path = case.build(folder / "models" / name / "1" / "model.onnx")
        (folder / "models" / name / "config.pbtxt").write_text(_described(path, name, case.batch))
    entry = ModelEntry("slow", "triton", "rtmpose", "slow", 192, 256, "coco_17")
    planted.simcc(
        folder / "models" / "slow" / "1" / "model.onnx", planted.COLOURS[:17], 192, 256, rtmpose.MEAN, rtmpose.DEVIATION
    )
    text = (
        describe(entry, device="KIND_CPU")
        + f'parameters {{ key: "latency_ms" value: {{ string_value: "{MILLISECONDS}" }} }}\n'
    )
    (folder / "models" / "slow" / "config.pbtxt").write_text(text)
    started = TritonServer(folder / "models", folder)
    yield started
    started.close()


@pytest.mark.parametrize("name", CASES)
def test_planted_answers_through_triton(name: str, server: TritonServer) -> None:
    runtime = TritonRuntime(server.address, name)
    assert runtime.version == f"{name}:1"
    CASES[name].check(runtime)
    runtime.close()


def test_inputs_go_through_shared_memory(server: TritonServer) -> None:
    runtime = TritonRuntime(server.address, "rtmpose-17", shared_bytes=4 << 20)
    CASES["rtmpose-17"].check(runtime)
    picture, _ = scene(17, 192, 256)
    network = TopDownNetwork(RtmPose(192, 256, "coco_17"), runtime)
    answers = [network.submit([picture], [crop_box(192, 256, (37, 21))]) for _ in range(20)]
    first = answers[0]()[0].stacked()
    assert all(np.array_equal(answer()[0].stacked(), first, equal_nan=True) for answer in answers[1:]), (
        "regions are not mixed up"
    )
    runtime.close()


def test_requests_under_way_share_batches(server: TritonServer) -> None:
    picture, _ = scene(17, 192, 256)
    network = TopDownNetwork(RtmPose(192, 256, "coco_17"), TritonRuntime(server.address, "slow"))
    box = crop_box(192, 256, (37, 21))
    network.estimate(picture, box)
    before = _counts(server)
    answers = [network.submit([picture], [box]) for _ in range(16)]
    for answer in answers:
        answer()
    requests, batches = (after - count for after, count in zip(_counts(server), before, strict=True))
    assert requests == 16
    assert batches < 12, "sixteen requests under way, far fewer batches"


def _counts(server: TritonServer) -> tuple[int, int]:
    """Requests answered and batches run by the slow model."""
    with grpc.InferenceServerClient(server.address) as client:
        (stats,) = client.get_inference_statistics("slow", as_json=True)["model_stats"]
    return int(stats["inference_count"]), int(stats["execution_count"])


def test_a_server_that_does_not_answer_may_be_asked_again(server: TritonServer) -> None:
    with pytest.raises(Unavailable, match="no-such-model") as error:
        TritonRuntime(server.address, "no-such-model")
    assert not error.value.permanent, "the job is handed back, not failed"
    with pytest.raises(Unavailable):
        TritonRuntime("127.0.0.1:9", "rtmpose-17", timeout=1)
    slow = TritonRuntime(server.address, "slow", timeout=0.005)
    with pytest.raises(Unavailable, match="did not answer"):
        slow.run(np.zeros((1, 3, 256, 192), np.float32))
    slow.close()


@pytest.fixture
def certified(tmp_path: Path) -> Iterator[TritonServer]:
    """One network, spoken with by TLS."""
    if not installed():
        pytest.skip("the Triton test server is not installed: make .tools/triton/installed")
    case = CASES["rtmpose-17"]
    path = case.build(tmp_path / "models" / "rtmpose-17" / "1" / "model.onnx")
    (tmp_path / "models" / "rtmpose-17" / "config.pbtxt").write_text(_described(path, "rtmpose-17", case.batch))
    started = TritonServer(tmp_path / "models", tmp_path, certificate=self_signed(tmp_path / "triton.pem"))
    yield started
    started.close()


def test_a_server_is_spoken_with_by_tls_and_only_when_its_authority_is_known(
    certified: TritonServer, tmp_path: Path
) -> None:
    entry = ModelEntry("served", "triton", "rtmpose", "rtmpose-17", 192, 256, "coco_17")
    told = PoseSettings(triton_url=certified.address, triton_secure=True, triton_ca=str(tmp_path / "triton.pem"))
    runtime = BACKENDS["triton"].load(entry, told)
    CASES["rtmpose-17"].check(runtime)
    runtime.close()
    stranger = str(self_signed(tmp_path / "stranger.pem"))
    for wrong in ({"triton_ca": stranger}, {"triton_ca": ""}, {"triton_secure": False, "triton_ca": ""}):
        with pytest.raises(Unavailable, match=certified.address):
            BACKENDS["triton"].load(entry, told.model_copy(update=wrong))


def test_the_repository_beside_the_chart_is_the_generated_one(tmp_path: Path) -> None:
    write(tmp_path)
    kept = ROOT / "deploy" / "helm" / "danceai" / "model-repository"
    made = {path.relative_to(tmp_path): path.read_text() for path in tmp_path.rglob("config.pbtxt")}
    assert made == {path.relative_to(kept): path.read_text() for path in kept.rglob("config.pbtxt")}
    assert set(made) == {Path(entry.source) / "config.pbtxt" for entry in BUILT_IN if entry.backend == "triton"}
