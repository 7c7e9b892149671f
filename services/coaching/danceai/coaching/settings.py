"""What coaching must be told beside what every service is."""

from typing import Annotated

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import SettingsConfigDict

from danceai.coaching.asking.prices import read_prices
from danceai.common.settings import ServiceSettings


def _known(model: str) -> str:
    known = read_prices().models
    if model not in known:
        raise ValueError(f"there is no price for the model {model}; known are {', '.join(sorted(known))}")
    return model


class CoachingSettings(ServiceSettings):
    """Read from DANCEAI_COACHING_* environment variables."""

    model_config = SettingsConfigDict(env_prefix="DANCEAI_COACHING_", frozen=True, extra="ignore")

    anthropic_key: SecretStr = SecretStr("")
    """Of the Anthropic API; without one, texts are written by our own rules, and there is no chat"""
    anthropic_url: str = "https://api.anthropic.com"
    model: Annotated[str, AfterValidator(_known)] = "claude-sonnet-4-6"
    answer_seconds: float = Field(default=120, gt=0)
    """For one answer, tries at it included"""
    silent_seconds: float = Field(default=30, gt=0)
    """Without a word of it, after which the line is taken for broken"""
    tries: int = Field(default=3, ge=1)
    """At a call that was refused before it began: too many at a time, or a server that is overloaded"""
    show_frames: bool = True
    """Whether a model that asks for it in a conversation is shown a picture of the couple from its film"""
    studio_dollars: float = Field(default=20, ge=0)
    """A studio's budget for a month, until it sets one"""
    platform_dollars: float = Field(default=500, ge=0)
    """That of all studios together, until one is set"""
    sound_dollars: float = Field(default=0, ge=0)
    """What an hour of sound costs that Whisper listens to; on machines of one's own nothing that could be told apart"""

    @property
    def has_model(self) -> bool:
        """Whether a model can be asked at all."""
        return bool(self.anthropic_key.get_secret_value())
