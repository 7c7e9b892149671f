"""What transcription must be told beside what every service is."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from danceai.common.settings import ServiceSettings


class TranscriptionSettings(ServiceSettings):
    """Read from DANCEAI_TRANSCRIPTION_* environment variables."""

    model_config = SettingsConfigDict(env_prefix="DANCEAI_TRANSCRIPTION_", frozen=True, extra="ignore")

    models_dir: Path = Path("models")
    whisper: str = "whisper-base"
    """The folder below `models_dir` that holds a Whisper model as CTranslate2 writes it"""
    device: Literal["cpu", "cuda", "auto"] = "cpu"
    compute_type: str = "int8"
    """Of CTranslate2: int8 on processors, float16 or int8_float16 on a GPU"""
    threads: int = Field(default=0, ge=0)
    """0 = as many as CTranslate2 thinks right"""
    beam: int = Field(default=5, ge=1, le=10)
    expect_figures: bool = False
    """Expect the names of dances and figures where a studio has said no words of its own.

    Larger models gain by it; the smallest leaves out sentences and repeats the list where the sound is poor.
    """
    window_seconds: float = Field(default=480, ge=60)
    """Of sound that is held in memory at a time"""
    shift_seconds: float = Field(default=2400, gt=0, le=3000)
    """After which a recording goes back into the queue, so that other studios have their turn"""
    upload_hours: float = Field(default=24, gt=0)
    """After which an upload that nobody has completed or resumed is aborted, and its parts are gone"""
    studio_hours: float = Field(default=200, gt=0)
    """Of sound that a studio may have transcribed in 30 days"""
