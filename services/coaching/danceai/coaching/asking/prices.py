"""Which models may be asked, and what a call costs: dated data with its source. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_UP, Decimal
from functools import cache
from importlib import resources
from typing import Any

import yaml

from danceai.coaching.asking.question import Question
from danceai.common.contracts.spend import Tokens


@dataclass(frozen=True)
class Price:
    """One model. Dollars per million tokens are micro-dollars per token."""

    name: str
    context: int
    """Tokens it can read and write in one call"""
    input: Decimal
    output: Decimal
    cache_write: Decimal
    cache_read: Decimal
    forces_tool: bool
    """Whether an answer in a given form can be insisted on"""
    picture: int
    """Tokens that one picture comes to at most; 0 = it takes none"""

    def cost(self, tokens: Tokens) -> int:
        """Micro-dollars of what was read and written, rounded up."""
        sum_of = (
            tokens.read * self.input
            + tokens.written * self.output
            + tokens.cache_written * self.cache_write
            + tokens.cache_read * self.cache_read
        )
        return int(sum_of.to_integral_value(ROUND_UP))

    def most_read(self, question: Question) -> int:
        """Tokens that a question comes to at most: a token is at least one byte of its text."""
        return question.size + len(question.pictures) * self.picture

    def most(self, question: Question) -> int:
        """Micro-dollars that a question and its answer can come to at most."""
        dearest = max(self.input, self.cache_write)
        money = self.most_read(question) * dearest + question.most_written * self.output
        return int(money.to_integral_value(ROUND_UP))


@dataclass(frozen=True)
class PriceList:
    """All models, and since when these prices are known."""

    source: str
    read_on: date
    models: dict[str, Price]


@cache
def read_prices() -> PriceList:
    """The price list that comes with the service."""
    told: dict[str, Any] = yaml.safe_load((resources.files(__package__) / "models.yaml").read_text("utf-8"))
    return PriceList(
        told["source"], told["read_on"], {name: _price(name, facts) for name, facts in told["models"].items()}
    )


def _price(name: str, facts: dict[str, Any]) -> Price:
    money = {part: Decimal(facts[part]) for part in ("input", "output", "cache_write", "cache_read")}
    return Price(name, facts["context"], **money, forces_tool=facts["forces_tool"], picture=facts["picture"])
