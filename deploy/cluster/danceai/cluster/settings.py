"""What the jobs of a cluster must be told: where the servers are, and as whom their administrator."""

from pathlib import Path
from typing import Literal

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class ClusterSettings(BaseSettings):
    """Read from DANCEAI_CLUSTER_* environment variables."""

    model_config = SettingsConfigDict(env_prefix="DANCEAI_CLUSTER_", frozen=True, extra="ignore")

    secrets: Path = Path("/var/run/danceai/secrets")
    """A folder for each process, with a file for each of its secrets"""
    api: str = "https://kubernetes.default.svc"
    account: Path = Path("/var/run/secrets/kubernetes.io/serviceaccount")
    """Token, authority and namespace of the pod's service account"""
    document: str
    """Name of the ConfigMap that holds who may do what on the bus"""
    admin_url: SecretStr
    """SQLAlchemy URL of a role that may create roles and schemas"""
    nats_url: str
    s3_endpoint: str
    s3_secure: bool = False
    s3_access_key: SecretStr
    s3_secret_key: SecretStr
    fast_bucket: str = "danceai-fast"
    archive_bucket: str = "danceai-archive"
    store: Literal["minio", "foreign"] = "foreign"
    """`minio`: keys and their rights are made here; `foreign`: whoever runs the store makes them"""
    models_bucket: str = ""
    """Where Triton's networks lie; empty = there is no Triton"""
    wait_seconds: float = 600
    """In which the servers must answer"""
    first_studio: str = ""
    """Created with its users, while there is none of the name; empty = none"""
    first_domain: str = ""
    """Of the e-mail addresses of its users"""


class PullSettings(BaseSettings):
    """The same of the job that fetches networks."""

    model_config = SettingsConfigDict(env_prefix="DANCEAI_CLUSTER_", frozen=True, extra="ignore")

    s3_endpoint: str
    s3_secure: bool = False
    s3_access_key: SecretStr
    s3_secret_key: SecretStr
    models_bucket: str = "danceai-models"
