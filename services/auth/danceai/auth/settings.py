"""What auth must be told: the platform's secret, where people reach it, and how mail goes out."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from danceai.common.settings import ServiceSettings

LEAST_SECRET = 32


class AuthSettings(ServiceSettings):
    """Read from DANCEAI_AUTH_* environment variables."""

    model_config = SettingsConfigDict(env_prefix="DANCEAI_AUTH_", frozen=True, extra="ignore")

    secret_key: SecretStr = Field(min_length=LEAST_SECRET)
    """What tokens and keys are hashed with, and second factors and providers' secrets encrypted with"""
    public_url: str = "http://127.0.0.1:8080"
    """Where people reach the platform: for links in mail and for social login's redirect."""
    smtp_host: str = ""
    """Without one, mail goes to `mail_folder`, or is only logged."""
    smtp_port: int = 587
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_tls: Literal["starttls", "tls", "none"] = "starttls"
    mail_folder: Path | None = None
    """Where mail is written as files when there is no SMTP host."""
    mail_from: str = "Dance AI <no-reply@danceai.example>"
    keep_logins_days: float = Field(default=400, ge=30)
    """How long attempts to sign in, and which mails were sent, are kept"""
    keep_changes_days: float = Field(default=3 * 366, ge=30)
    """How long administrative changes are kept"""
    social_issuers: dict[str, str] = {}  # noqa: RUF012 - pydantic copies it
    """Other OpenID issuers than the providers' own, by provider (a test server, a national cloud)."""
