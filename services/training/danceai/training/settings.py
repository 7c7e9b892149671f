"""What training must be told: with what it trains."""

from importlib.util import find_spec

from pydantic_settings import SettingsConfigDict

from danceai.common.settings import ServiceSettings


class TrainingSettings(ServiceSettings):
    """Read from DANCEAI_TRAINING_* environment variables."""

    model_config = SettingsConfigDict(env_prefix="DANCEAI_TRAINING_", frozen=True, extra="ignore")

    trainer_python: str = ""
    """A Python that has PyTorch, where the service's own has none; requests and jobs are told the same."""
    trainer_threads: int = 1
    """Threads of a trainer's processor"""

    @property
    def has_trainer(self) -> bool:
        """Whether models can learn here at all."""
        return bool(self.trainer_python) or find_spec("torch") is not None
