"""The network that learns, the average of its weights, which is what is kept, and the published one, which teaches."""

import math
from typing import Any

import torch
from torch import Tensor

from danceai.training.couple_network.graph import Floats, Graph
from danceai.training.couple_network.network import CoupleNetwork, Maps

WARM_UP = 100
"""Steps over which the step size grows, at most"""
MEMORY = 0.998
"""Of the average of weights, per step"""
LARGEST_GRADIENT = 10.0


class Learner:
    """Takes steps; all that it is can be put away and taken up again."""

    def __init__(
        self,
        graph: Graph,
        device: torch.device,
        largest_step: float,
        *,
        warm_up: int = WARM_UP,
        half: bool = False,
        channels_last: bool = True,
    ) -> None:
        self.device, self.steps = device, 0
        self._largest_step, self._warm_up, self._half, self._channels_last = largest_step, warm_up, half, channels_last
        self.student, self.average, self.teacher = (CoupleNetwork(graph).to(device) for _ in range(3))
        for network in (self.average, self.teacher):
            network.requires_grad_(requires_grad=False)
        self._learned = [p for p in self.student.parameters() if p.requires_grad]
        # One kernel for all tensors, where it is known to be exact.
        on_gpu = device.type == "cuda"
        self._optimiser = torch.optim.AdamW(self._learned, lr=0.0, betas=(0.9, 0.99), weight_decay=0.0, fused=on_gpu)

    def start_from(self, learned: dict[int, Floats]) -> None:
        """Begin with what another training learned (see `CoupleNetwork.read_out`); the teacher stays as published."""
        for network in (self.student, self.average):
            network.put_in(learned)

    def ask(self, network: CoupleNetwork, pictures: Tensor, kind: torch.dtype = torch.float16) -> Maps:
        """What a network says of pictures, in numbers of 16 bits where it was told so."""
        order = torch.channels_last if self._channels_last else torch.contiguous_format
        with torch.autocast(self.device.type, kind, enabled=self._half):
            said: Maps = network(pictures.contiguous(memory_format=order))
        return said

    def ask_teacher(self, pictures: Tensor) -> Maps:
        """What the published network says."""
        return self.ask(self.teacher, pictures)

    def ask_student(self, pictures: Tensor) -> Maps:
        """What the network that learns says; what it says can be learned from."""
        return self.ask(self.student, pictures, torch.bfloat16)

    def step(self, loss: Tensor, progress: float) -> None:
        """Make the loss smaller; steps grow at first and shrink with the progress (0..1) along a cosine."""
        size = self._largest_step * min(1, (self.steps + 1) / self._warm_up)
        for group in self._optimiser.param_groups:
            group["lr"] = size * (0.5 + 0.5 * math.cos(math.pi * min(progress, 1.0)))
        self._optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._learned, LARGEST_GRADIENT)
        self._optimiser.step()
        kept = min(MEMORY, self.steps / (self.steps + 10))
        with torch.no_grad():
            torch._foreach_lerp_(list(self.average.parameters()), list(self.student.parameters()), 1 - kept)
        self.steps += 1

    def state(self) -> dict[str, Any]:
        """Everything that is needed to go on."""
        return {
            "student": self.student.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self._optimiser.state_dict(),
            "steps": self.steps,
        }

    def take_up(self, state: dict[str, Any]) -> None:
        """Go on where `state` was asked for."""
        self.student.load_state_dict(state["student"])
        self.average.load_state_dict(state["average"])
        self._optimiser.load_state_dict(state["optimiser"])
        self.steps = state["steps"]
