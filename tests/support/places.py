"""Where things are that tests use."""

import sys
from pathlib import Path

import av
import pytest

ROOT = Path(__file__).parent.parent.parent
SHARED = ROOT.parent / "shared" / "data"
MODELS = ROOT / ".danceai" / "models"
WITH_TORCH = ROOT / ".tools" / "couple_network" / "bin" / "python"
TRAINER = WITH_TORCH if WITH_TORCH.exists() else Path(sys.executable)
"""With PyTorch where `make trainer` has brought it; else it says that it has none"""
SAMPLE = ROOT / "samples" / "waltz.mp4"

BEGINNING = 4.0
"""Seconds of the sample for tests that want work to be done and look at none of its figures"""


@pytest.fixture(scope="session")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first seconds of the sample, packet by packet."""
    target = tmp_path_factory.mktemp("beginning") / SAMPLE.name
    with av.open(str(SAMPLE)) as whole, av.open(str(target), "w") as cut:
        kept = {stream.index: cut.add_stream_from_template(stream) for stream in whole.streams}
        for packet in whole.demux():
            if packet.dts is not None and packet.dts * packet.time_base < BEGINNING:
                packet.stream = kept[packet.stream.index]
                cut.mux(packet)
    return target


@pytest.fixture(scope="session")
def models_folder() -> Path:
    """Networks and fonts, as `make test` has pulled them."""
    assert MODELS.is_dir(), "run `danceai models pull` first"
    return MODELS


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real clips and music beside the project; tests that need them are skipped where they are absent."""
    if not SHARED.is_dir():
        pytest.skip("the folder of real clips is not beside the project")
    return SHARED
