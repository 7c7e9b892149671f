"""The run itself: from a published network and frames to one that knows them, the same each time it is told the same.

All chance is drawn from the seed and the number of the step. So whoever takes a checkpoint up again goes on as if
nothing had been.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from danceai.common.contracts.training_runs import CurvePoint
from danceai.training.couple_network.agreement import check_agreement
from danceai.training.couple_network.compositing import follow, overlay
from danceai.training.couple_network.graph import read_graph, write_back
from danceai.training.couple_network.learner import WARM_UP, Learner
from danceai.training.couple_network.losses import measure
from danceai.training.couple_network.network import MAPS
from danceai.training.couple_network.pictures import Dice, spoil
from danceai.training.couple_network.targets import STRIDE, aim
from danceai.training.couple_network.validation import best_oks
from danceai.training.fine_tuning.assignment import (
    BASE,
    CHECKPOINT,
    OUTCOME,
    WEIGHTS,
    Assignment,
    Outcome,
    Told,
    read_assignment,
)
from danceai.training.fine_tuning.views import View, draw_views, look

LOOKS = 24
"""At the held-out frames, over a whole run; more where there would be too many steps between two"""
LONGEST = 400
"""Steps from one checkpoint to the next: minutes on a processor"""
MOST_HELD_OUT = 96
"""Frames of a look; more are judged at the end, by the product"""
AT_ONCE = 8
SEEDS_APART = 1_000_003


def _stack(views: list[View], device: torch.device) -> tuple[Tensor, Tensor, Tensor]:
    """Pictures (n, 3, side, side), joints (n, p, 17, 3), and what labels answer for (n, 1, side, side)."""
    pictures = np.stack([view.picture for view in views]).transpose(0, 3, 1, 2)
    joints = np.stack([view.joints for view in views])
    around = np.stack([view.around for view in views])[:, None]
    made = (torch.from_numpy(np.ascontiguousarray(each, np.float32)).to(device) for each in (pictures, joints, around))
    return next(made), next(made), next(made)


class Tuning:
    """A run in a folder; `say` is told a line after each step."""

    def __init__(self, folder: Path, device: torch.device, say: Callable[[Told], None]) -> None:
        self._folder, self._device, self._say = folder, device, say
        self._assignment: Assignment = read_assignment(folder)
        recipe = self._assignment.recipe
        self._examples = [one for one in self._assignment.examples if not one.held_out]
        held_out = [one for one in self._assignment.examples if one.held_out]
        chosen = np.linspace(0, len(held_out) - 1, min(len(held_out), MOST_HELD_OUT)).round().astype(int)
        self._held_out = [held_out[number] for number in chosen]
        self._published = (folder / BASE).read_bytes()
        graph = read_graph(self._published, MAPS)
        check_agreement(self._published, graph)
        warm_up = max(1, min(WARM_UP, recipe.steps // 10))
        self._learner = Learner(graph, device, recipe.learning_rate, warm_up=warm_up, channels_last=False)
        self._curve: list[CurvePoint] = []
        self._best: dict[str, Any] = {}
        self._gathered: list[float] = []
        self._every = max(1, min(recipe.steps // LOOKS, LONGEST))

    def _loss(self, step: int) -> Tensor:
        recipe = self._assignment.recipe
        with torch.no_grad():
            pictures, joints, around = _stack(draw_views(self._examples, self._folder, recipe, step), self._device)
            real = follow(self._learner.ask_teacher(pictures), around)
            targets = overlay(real, aim(joints, recipe.side // STRIDE))
            spoiled = spoil(pictures, Dice(self._device, recipe.seed * SEEDS_APART + step), 0.6)
        return sum(measure(self._learner.ask_student(spoiled), targets))

    def _look(self) -> float:
        """Mean OKS of the held-out people whom cells know best."""
        likeness = []
        with torch.no_grad():
            for begin in range(0, len(self._held_out), AT_ONCE):
                part = self._held_out[begin : begin + AT_ONCE]
                views = [look(one, self._folder, self._assignment.recipe.side) for one in part]
                pictures, joints, _ = _stack(views, self._device)
                likeness.append(best_oks(self._learner.ask(self._learner.average, pictures), joints))
        return float(torch.cat(likeness).mean())

    @property
    def _stale(self) -> int:
        """Looks since the best one."""
        best = max(range(len(self._curve)), key=lambda number: self._curve[number].oks)
        return len(self._curve) - 1 - best

    def _note(self) -> None:
        """Look, remember the best, and put everything away."""
        loss = float(np.mean(self._gathered)) if self._gathered else 0.0
        point = CurvePoint(step=self._learner.steps, loss=round(loss, 4), oks=round(self._look(), 4))
        if not self._curve or point.oks > max(one.oks for one in self._curve):
            self._best = {name: value.clone() for name, value in self._learner.average.state_dict().items()}
        self._curve.append(point)
        self._gathered = []
        state = self._learner.state() | {"best": self._best, "curve": [one.model_dump() for one in self._curve]}
        waiting = self._folder / f"{CHECKPOINT}.part"
        torch.save(state, waiting)
        waiting.replace(self._folder / CHECKPOINT)
        self._say(Told(step=point.step, loss=point.loss, curve=self._curve))

    def take_up(self) -> None:
        """Go on where the checkpoint was written, if there is one."""
        path = self._folder / CHECKPOINT
        if not path.exists():
            return
        state = torch.load(path, map_location=self._device, weights_only=True)
        self._learner.take_up(state)
        self._best = state["best"]
        self._curve = [CurvePoint(**point) for point in state["curve"]]

    def run(self) -> Outcome:
        """Learn until the steps are over or it gets no better; the file and the outcome lie in the folder then."""
        recipe = self._assignment.recipe
        if not self._curve:
            self._note()
        while self._learner.steps < recipe.steps and not self._has_settled:
            loss = self._loss(self._learner.steps)
            self._learner.step(loss, self._learner.steps / recipe.steps)
            self._gathered.append(float(loss.detach()))
            self._say(Told(step=self._learner.steps, loss=self._gathered[-1]))
            if self._learner.steps % self._every == 0 or self._learner.steps == recipe.steps:
                self._note()
        return self._conclude()

    @property
    def _has_settled(self) -> bool:
        patience = self._assignment.recipe.patience
        return patience > 0 and self._stale >= patience

    def _conclude(self) -> Outcome:
        self._learner.average.load_state_dict(self._best)
        written = write_back(self._published, self._learner.average.read_out())
        difference = check_agreement(written, read_graph(written, MAPS))
        (self._folder / WEIGHTS).write_bytes(written)
        steps = self._learner.steps
        early = steps < self._assignment.recipe.steps
        outcome = Outcome(curve=self._curve, steps=steps, stopped_early=early, difference=difference)
        (self._folder / OUTCOME).write_text(outcome.model_dump_json())
        return outcome
