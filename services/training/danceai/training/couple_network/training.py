"""The training itself: batches made as they are needed, an average of the weights, and going on where it stopped."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from danceai.training.couple_network.compositing import Stock, draw_batch
from danceai.training.couple_network.graph import Graph
from danceai.training.couple_network.learner import Learner
from danceai.training.couple_network.losses import measure, part
from danceai.training.couple_network.photos import read_photos
from danceai.training.couple_network.pictures import Dice
from danceai.training.couple_network.sprites import SIDE, Sprites
from danceai.training.couple_network.targets import Targets
from danceai.training.couple_network.validation import share_reached

LOOK_EVERY = 10
"""Steps between looks for new sprites"""
SEED, VALIDATION_SEED = 7, 11


@dataclass(frozen=True)
class Plan:
    """How long and how hard."""

    minutes: float
    """Of training, over all sittings"""
    batch: int = 128
    step: float = 0.006
    """Largest step, shares of each tensor's root mean square"""
    side: int = 288
    """Pixels of the pictures' sides, as the product looks at a couple"""
    capacity: int = 50_000
    """Sprites held at once; older ones make room"""
    half: bool = False
    """Whether all layers but the last compute in 16 bits"""
    channels_last: bool = True
    """How pictures lie in memory while they are learned from; which is faster depends on the device"""
    rendered: float = 0.6
    """Share of a batch's pictures with rendered people"""
    weight_of_real: float = 2.0
    """Of real pictures' losses against rendered ones'"""


class SpriteShelf:
    """The newest sprites of a folder on the training device, as many as fit."""

    def __init__(self, folder: Path, capacity: int, device: torch.device) -> None:
        self._folder, self._device, self._read = folder, device, set[str]()
        self._pictures = torch.empty((capacity, 4, SIDE, SIDE), dtype=torch.uint8, device=device)
        self._joints = torch.empty((capacity, 2, 17, 3), device=device)
        self.count = 0
        """Ever put up"""

    def look(self, most: int = 8) -> None:
        """Put up to `most` new files up."""
        new = [path for path in sorted(self._folder.glob("sprites_??????.npz")) if path.name not in self._read]
        for path in new[:most]:
            sprites = Sprites.read(path)
            places = (self.count + torch.arange(len(sprites.pictures))) % len(self._pictures)
            pictures = torch.from_numpy(sprites.pictures).to(self._device)
            self._pictures[places.to(self._device)] = pictures.permute(0, 3, 1, 2)
            self._joints[places.to(self._device)] = torch.from_numpy(sprites.joints).to(self._device)
            self.count += len(places)
            self._read.add(path.name)

    def wait_for(self, least: int) -> None:
        """Until so many are up."""
        while self.count < least:
            before = self.count
            self.look()
            if self.count == before:
                time.sleep(0.5)

    @property
    def filled(self) -> tuple[Tensor, Tensor]:
        """What is up: pictures and joints."""
        there = min(self.count, len(self._pictures))
        return self._pictures[:there], self._joints[:there]


class Training:
    """A run that can be stopped at any time. `say` is told how it goes."""

    def __init__(self, graph: Graph, plan: Plan, device: torch.device, say: Callable[[str], None]) -> None:
        self.plan, self.device, self._say = plan, device, say
        self.learner = Learner(graph, device, plan.step, half=plan.half, channels_last=plan.channels_last)
        self.seconds = 0.0

    def save(self, path: Path) -> None:
        """Everything that is needed to go on."""
        torch.save(self.learner.state() | {"seconds": self.seconds}, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def resume(self, path: Path) -> None:
        """Go on where `save` was called."""
        state = torch.load(path, map_location=self.device, weights_only=True)
        self.learner.take_up(state)
        self.seconds = state["seconds"]

    def _draw(self, stock: Stock, dice: Dice) -> tuple[Tensor, Targets, Tensor]:
        rendered = round(self.plan.rendered * self.plan.batch)
        counts = rendered, self.plan.batch - rendered
        return draw_batch(stock, self.learner.ask_teacher, counts, self.plan.side, dice)

    def step(self, stock: Stock, dice: Dice) -> Tensor:
        """One batch; the four losses of rendered and of real pictures (2, 4)."""
        with torch.no_grad():
            pictures, targets, joints = self._draw(stock, dice)
        said = self.learner.ask_student(pictures)
        drawn = len(joints)
        losses = [
            measure(type(said)(*(each[first:last] for each in said)), part(targets, first, last))
            for first, last in ((0, drawn), (drawn, len(pictures)))
        ]
        loss = sum(losses[0]) + self.plan.weight_of_real * sum(losses[1])
        self.learner.step(loss, self.seconds / (60 * self.plan.minutes))
        return torch.stack([torch.stack(list(each)) for each in losses]).detach()

    def validate(self, stock: Stock, batches: int = 2) -> str:
        """Losses and the share of people reached, on people and pictures that are the same each time."""
        dice, parts, reached = Dice(self.device, VALIDATION_SEED), [], []
        with torch.no_grad():
            for _ in range(batches):
                pictures, targets, joints = self._draw(stock, dice)
                said = self.learner.ask(self.learner.average, pictures)
                drawn = len(joints)
                halves = ((0, drawn), (drawn, len(pictures)))
                cut = [(type(said)(*(each[a:b] for each in said)), part(targets, a, b)) for a, b in halves]
                parts.append(torch.stack([torch.stack(list(measure(*each))) for each in cut]))
                reached.append(share_reached(said, joints))
        rendered, real = torch.stack(parts).mean(0).tolist()
        found = torch.cat(reached).mean().item()
        return f"reached {found:.3f} rendered {_show(rendered)} real {_show(real)}"

    def run(self, shelf: SpriteShelf, photos: Path, held_out: Sprites, checkpoint: Path, report_every: float) -> None:
        """Train until the minutes are over, saving and reporting every `report_every` seconds."""
        real = torch.from_numpy(read_photos(photos)).to(self.device)
        judged = Stock(
            torch.from_numpy(held_out.pictures).permute(0, 3, 1, 2).to(self.device),
            torch.from_numpy(held_out.joints).to(self.device),
            real,
        )
        dice, gathered = Dice(self.device, SEED + self.learner.steps), []
        self._say(f"before: {self.validate(judged)}")
        began, before, reported = time.monotonic(), self.seconds, self.seconds
        while self.seconds < 60 * self.plan.minutes:
            if self.learner.steps % LOOK_EVERY == 0:
                shelf.look()
            gathered.append(self.step(Stock(*shelf.filled, real), dice))
            if len(gathered) % LOOK_EVERY == 0:
                gathered[-1].cpu()
            self.seconds = before + time.monotonic() - began
            if self.seconds - reported > report_every:
                rendered, seen = torch.stack(gathered).mean(0).tolist()
                rate = len(gathered) * self.plan.batch / (self.seconds - reported)
                steps = f"{self.learner.steps} steps"
                self._say(
                    f"{self.seconds / 60:.1f} min, {steps}, {rate:.0f} pictures/s, {shelf.count} sprites; "
                    f"trained: rendered {_show(rendered)} real {_show(seen)}; held out: {self.validate(judged)}"
                )
                self.save(checkpoint)
                reported = self.seconds
                gathered = []
        self.save(checkpoint)
        self._say(f"after {self.learner.steps} steps: {self.validate(judged)}")


def _show(losses: list[float]) -> str:
    return "/".join(f"{loss:.3f}" for loss in losses)
