"""A real Triton server for tests, from its own environment (`make .tools/triton/installed`)."""

import os
import shutil
import socket
import subprocess
import sysconfig
import time
from pathlib import Path

from tritonclient import grpc
from tritonclient.utils import InferenceServerException

ROOT = Path(__file__).parents[3]
ENVIRONMENT = ROOT / ".tools" / "triton"
PATIENCE = 120.0


def installed() -> bool:
    """Whether the server can be started here."""
    return (ENVIRONMENT / "installed").is_file()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


class TritonServer:
    """tritonserver with a model repository; stopped by `close`."""

    def __init__(self, repository: Path, folder: Path, *, certificate: Path | None = None) -> None:
        """certificate: a file with chain and key, and of an authority that is its own; None = in the clear."""
        packages = next((ENVIRONMENT / "lib").glob("python3*")) / "site-packages"
        backends = packages / "pytriton" / "tritonserver" / "backends"
        python = folder / "backends" / "python"
        shutil.copytree(backends / "python", python)
        stub = packages / "pytriton" / "tritonserver" / "python_backend_stubs" / "3.11" / "triton_python_backend_stub"
        shutil.copy(stub, python)
        (folder / "backends" / "onnxruntime").mkdir()
        shutil.copy(Path(__file__).parent / "triton_backend" / "model.py", folder / "backends" / "onnxruntime")
        ports = [_free_port() for _ in range(3)]
        self.address = f"127.0.0.1:{ports[1]}"
        libraries = f"{packages / 'nvidia_pytriton.libs'}:{sysconfig.get_config_var('LIBDIR')}"
        secured = [f"--grpc-server-cert={certificate}", f"--grpc-server-key={certificate}", "--grpc-use-ssl=true"]
        self._authorities = certificate
        self._log = (folder / "triton.log").open("wb")
        self._log_path = folder / "triton.log"
        self._process = subprocess.Popen(
            [
                packages / "pytriton" / "tritonserver" / "bin" / "tritonserver",
                f"--model-repository={repository}",
                f"--backend-directory={folder / 'backends'}",
                "--http-address=127.0.0.1",
                f"--http-port={ports[0]}",
                "--grpc-address=127.0.0.1",
                f"--grpc-port={ports[1]}",
                "--metrics-address=127.0.0.1",
                f"--metrics-port={ports[2]}",
                "--model-control-mode=explicit",
                "--load-model=*",
                "--disable-auto-complete-config",
                *(secured if certificate else []),
            ],
            env=os.environ | {"LD_LIBRARY_PATH": libraries, "PYTHONPATH": str(packages)},
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE
        authorities = str(self._authorities) if self._authorities else None
        with grpc.InferenceServerClient(self.address, ssl=bool(authorities), root_certificates=authorities) as client:
            while time.monotonic() < until:
                if self._process.poll() is not None:
                    raise RuntimeError(f"tritonserver ended: {self._log_path.read_text()[-3000:]}")
                try:
                    if client.is_server_ready():
                        return
                except InferenceServerException:
                    pass
                time.sleep(0.2)
        raise RuntimeError(f"tritonserver did not get ready: {self._log_path.read_text()[-3000:]}")

    def close(self) -> None:
        """Stop the server."""
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()
