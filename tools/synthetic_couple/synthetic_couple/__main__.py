"""`python -m synthetic_couple out.mp4 --dance waltz --seconds 9`: every knob is an option."""

import argparse
from dataclasses import fields
from pathlib import Path

from synthetic_couple.knobs import DANCES, Knobs


def main() -> None:
    """Render one video and its truth."""
    parser = argparse.ArgumentParser(prog="synthetic_couple", description=__doc__)
    parser.add_argument("target", type=Path)
    for knob in fields(Knobs):
        option = "--" + knob.name.replace("_", "-")
        default = knob.default
        if isinstance(default, bool):
            parser.add_argument(option, action="store_true")
        else:
            choices = {"dance": list(DANCES), "heading": ["profile", "circling", "open"]}.get(knob.name)
            parser.add_argument(option, type=type(default), default=default, choices=choices)
    options = vars(parser.parse_args())
    target: Path = options.pop("target")
    target.parent.mkdir(parents=True, exist_ok=True)
    from synthetic_couple.recording import record  # noqa: PLC0415 - rendering needs numba and OpenCV; help does not

    record(Knobs(**options), target)


if __name__ == "__main__":
    main()
