"""What scoring must be told beside what every service is."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from danceai.common.settings import ServiceSettings


class ScoringSettings(ServiceSettings):
    """Read from DANCEAI_SCORING_* environment variables."""

    model_config = SettingsConfigDict(env_prefix="DANCEAI_SCORING_", frozen=True, extra="ignore")

    analyses_at_once: int = Field(default=4, ge=1)
    """Of one studio; further ones wait for their turn"""
    analyses_per_user: int = Field(default=1000, ge=1)
    """Analyses somebody may start in 30 days, rescored ones included"""
    analyses_per_studio: int = Field(default=10_000, ge=1)
    fonts_dir: Path = Path("models/fonts")
    """TrueType fonts of the report"""
