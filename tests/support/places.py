"""Where things are that tests use."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SHARED = ROOT.parent / "shared" / "data"
MODELS = ROOT / ".danceai" / "models"
WITH_TORCH = ROOT / ".tools" / "couple_network" / "bin" / "python"
TRAINER = WITH_TORCH if WITH_TORCH.exists() else Path(sys.executable)
"""With PyTorch where `make trainer` has brought it; else it says that it has none"""
SAMPLE = ROOT / "samples" / "waltz.mp4"


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
