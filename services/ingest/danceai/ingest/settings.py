"""What ingest must be told beside what every service is."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from danceai.common.settings import ServiceSettings


class IngestSettings(ServiceSettings):
    """Read from DANCEAI_INGEST_* environment variables."""

    model_config = SettingsConfigDict(env_prefix="DANCEAI_INGEST_", frozen=True, extra="ignore")

    upload_hours: float = Field(default=24, gt=0)
    """After which an upload that nobody has completed or resumed is aborted, and its parts are gone"""
