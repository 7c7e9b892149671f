"""Prints rounding.json: numbers with how they are written, so that the pages' tests can compare their own digits."""

import argparse
import json
import random

from danceai.common.numbers import write_clock, write_mark, write_number, write_share


def examples() -> list[float]:
    """Halves in every place, numbers just beside them, and some of any size; the same each time."""
    chance = random.Random(2021)  # noqa: S311 - examples, no secrets
    halves = [n / 8 for n in range(-40, 81)] + [n / 200 for n in range(1, 400, 2)] + [1.005, 2.675, 8.345, 59.95, 59.96]
    beside = [chance.randrange(2000) / 100 + 0.005 + chance.choice((-1e-9, 1e-9)) for _ in range(60)]
    return [*halves, *beside, *(chance.uniform(-200, 200) for _ in range(120))]


def document() -> str:
    """By number: with 0, 1 and 2 digits; and where it can be one, as a share, as a mark and as a place in a video."""
    rows = [
        {
            "value": value,
            "digits": [write_number(value, digits) for digits in range(3)],
            "share": write_share(value) if 0 <= value <= 1 else None,
            "mark": write_mark(value) if 1 <= value <= 40 else None,
            "clock": write_clock(value) if value >= 0 else None,
        }
        for value in examples()
    ]
    return "[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]"


def main() -> None:
    """As JSON, on standard output."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    print(document())


if __name__ == "__main__":
    main()
