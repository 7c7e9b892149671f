"""The secrets of all processes, as a cluster mounts them: a folder for each process, a file for each secret."""

from pathlib import Path

from pydantic import SecretStr

from danceai.common.messaging.credentials import Credentials

IDENTITY, DATABASE, STORE = "identity-key", "database-password", "s3-secret-key"
FIRST = "first-password-"
"""Before a role: of the first studio's user of that role"""


class Secrets:
    """Read when they are asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, process: str, name: str) -> SecretStr:
        """One secret. Raises SystemExit, naming what lacks."""
        path = self._folder / process / name
        try:
            return SecretStr(path.read_text().strip())
        except FileNotFoundError:
            raise SystemExit(f"The Secret of {process} has no key {name}.") from None

    def credentials(self, process: str) -> Credentials:
        """What a process connects to the bus and signs with."""
        return Credentials(process, self.of(process, IDENTITY))

    def first_passwords(self, process: str) -> dict[str, str]:
        """By role, of those that have one."""
        found = sorted((self._folder / process).glob(f"{FIRST}*"))
        return {path.name.removeprefix(FIRST).replace("-", "_"): path.read_text().strip() for path in found}
