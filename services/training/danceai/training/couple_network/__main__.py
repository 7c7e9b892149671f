"""`python -m danceai.training.couple_network photos|train|export FOLDER`: the recipe, step by step.

FOLDER holds everything it makes: the crowd that `synthetic_couple.bake` has baked, photos, sprites, the checkpoint.
"""

import argparse
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch

from danceai.training.couple_network.agreement import check_agreement
from danceai.training.couple_network.graph import read_graph, write_back
from danceai.training.couple_network.network import MAPS, CoupleNetwork
from danceai.training.couple_network.photos import collect
from danceai.training.couple_network.sprites import Sprites, render_files
from danceai.training.couple_network.training import Plan, SpriteShelf, Training

TRAINED_PAIRS, HELD_OUT_PAIRS = range(13), range(13, 15)
"""Of the crowd: who is trained on, and who judges while it trains"""
HELD_OUT_SEEDS = range(900_000, 900_008)
CROWD, PHOTOS, CHECKPOINT = "crowd.npz", "photos.npz", "checkpoint.pt"


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - a program that people watch


def _collect(arguments: argparse.Namespace) -> None:
    count = collect(arguments.sources, arguments.folder / PHOTOS, arguments.every, arguments.crops, seed=1)
    _say(f"{count} crops of real pictures")


def _render(folder: Path, crowd: Path, pairs: range, seeds: range, workers: int) -> list:  # type: ignore[type-arg]
    """Processes that render a file per seed. They end with this program."""
    context = get_context("spawn")
    shares = [seeds[number::workers] for number in range(workers)]
    processes = [context.Process(target=render_files, args=(folder, crowd, pairs, s), daemon=True) for s in shares]
    for process in processes:
        process.start()
    return processes


def _train(arguments: argparse.Namespace) -> None:
    folder: Path = arguments.folder
    held_out, sprites, crowd = folder / "held_out", folder / "sprites", folder / CROWD
    for process in _render(held_out, crowd, HELD_OUT_PAIRS, HELD_OUT_SEEDS, arguments.renderers):
        process.join()
    _render(sprites, crowd, TRAINED_PAIRS, range(arguments.files), arguments.renderers)
    torch.backends.cudnn.benchmark, torch.backends.cudnn.benchmark_limit = (
        arguments.algorithms > 0,
        arguments.algorithms,
    )
    plan = Plan(
        arguments.minutes,
        arguments.batch,
        arguments.step,
        capacity=arguments.capacity,
        half=arguments.half,
        channels_last=not arguments.channels_first,
        rendered=arguments.share,
        weight_of_real=arguments.real,
    )
    device = torch.device(arguments.device)
    published = arguments.network.read_bytes()
    graph = read_graph(published, MAPS)
    _say(f"as published but for {check_agreement(published, graph):.1e}")
    training = Training(graph, plan, device, _say)
    checkpoint = folder / CHECKPOINT
    if checkpoint.exists():
        training.resume(checkpoint)
    elif arguments.start:
        training.learner.start_from(read_graph(arguments.start.read_bytes(), MAPS).learned)
    shelf = SpriteShelf(sprites, plan.capacity, device)
    shelf.wait_for(arguments.least)
    judges = Sprites.join([Sprites.read(path) for path in sorted(held_out.glob("sprites_??????.npz"))])
    training.run(shelf, folder / PHOTOS, judges, checkpoint, arguments.report_every)


def _export(arguments: argparse.Namespace) -> None:
    """The average's weights into the published file, between the published ones and those of earlier trainings if told.

    Weights in between keep more of what each knew. Source: Wortsman et al. 2022, "Robust fine-tuning of zero-shot
    models" (arXiv 2109.01903) and "Model soups" (arXiv 2203.05482).
    """
    published = arguments.network.read_bytes()
    graph = read_graph(published, MAPS)
    network = CoupleNetwork(graph)
    state = torch.load(arguments.folder / CHECKPOINT, map_location="cpu", weights_only=True)
    network.load_state_dict(state["average"])
    trained = [network.read_out(), *(read_graph(path.read_bytes(), MAPS).learned for path in arguments.earlier)]
    mixed = {}
    for buffer, before in graph.learned.items():
        after = np.mean([learned[buffer] for learned in trained], axis=0)
        mixed[buffer] = np.asarray(before + (after - before) * arguments.share, np.float32)
    arguments.target.write_bytes(write_back(published, mixed))
    _say(f"{arguments.target.name}: {len(mixed)} tensors after {state['steps']} steps")


def main() -> None:
    """Read what is wanted and do it."""
    parser = argparse.ArgumentParser(prog="python -m danceai.training.couple_network", description=__doc__)
    steps = parser.add_subparsers(required=True)
    photos = steps.add_parser("photos", help="crops of videos and photos")
    photos.add_argument("folder", type=Path)
    photos.add_argument("sources", type=Path, nargs="+")
    photos.add_argument("--every", type=int, default=4, help="frames of a video")
    photos.add_argument("--crops", type=int, default=8, help="of each photo")
    photos.set_defaults(do=_collect)
    train = steps.add_parser("train", help="until the minutes are over, or it is stopped")
    train.add_argument("folder", type=Path)
    train.add_argument("network", type=Path, help="the published file")
    train.add_argument("--minutes", type=float, default=480)
    train.add_argument("--batch", type=int, default=12)
    train.add_argument("--step", type=float, default=0.005, help="largest, shares of a tensor's root mean square")
    train.add_argument("--files", type=int, default=300, help="of sprites, to be rendered while it trains")
    train.add_argument("--renderers", type=int, default=1, help="processes")
    train.add_argument("--capacity", type=int, default=4000, help="sprites held in the device's memory")
    train.add_argument("--least", type=int, default=500, help="sprites to wait for")
    train.add_argument("--report-every", type=float, default=60, help="seconds")
    train.add_argument("--start", type=Path, help="a network that this recipe has exported, to go on from")
    train.add_argument("--half", action="store_true", help="compute in 16 bits")
    train.add_argument("--channels-first", action="store_true", help="faster on some devices")
    train.add_argument("--algorithms", type=int, default=0, help="of cuDNN to try for each layer, which takes a minute")
    train.add_argument("--share", type=float, default=0.6, help="of a batch with rendered people")
    train.add_argument("--real", type=float, default=2.0, help="weight of real pictures' losses")
    train.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    train.set_defaults(do=_train)
    export = steps.add_parser("export", help="the trained network as a file of the registry")
    export.add_argument("folder", type=Path)
    export.add_argument("network", type=Path, help="the published file")
    export.add_argument("target", type=Path)
    export.add_argument("--share", type=float, default=1.0, help="of the way from the published to the trained weights")
    export.add_argument("--earlier", type=Path, nargs="*", default=[], help="networks exported before, to average with")
    export.set_defaults(do=_export)
    arguments = parser.parse_args()
    arguments.do(arguments)


if __name__ == "__main__":
    main()
