"""What pose must be told: where networks lie and run."""

from pathlib import Path

from pydantic_settings import SettingsConfigDict

from danceai.common.settings import ServiceSettings


class PoseSettings(ServiceSettings):
    """Read from DANCEAI_POSE_* environment variables."""

    model_config = SettingsConfigDict(env_prefix="DANCEAI_POSE_", frozen=True, extra="ignore")

    models_dir: Path = Path("models")
    network_threads: int = 1
    backend: str = "litert"
    """Whose default pose model is used when an analysis names none: litert, onnxruntime or triton."""
    gpu: bool = False
    """Let ONNX Runtime use a GPU of this machine."""
    triton_url: str = ""
    """host:port of a Triton server's gRPC endpoint."""
    triton_secure: bool = False
    """Speak with it by TLS."""
    triton_ca: str = ""
    """A file (PEM) of authorities to believe instead of those gRPC knows."""
    triton_shared_bytes: int = 0
    """Above 0: inputs up to this size go to Triton through system shared memory (server on the same node)."""
