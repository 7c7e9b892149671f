"""Gate: no Python module above 400 lines, half of them below 150. Prints the largest."""

import argparse
import statistics
import subprocess
import sys
from pathlib import Path

LARGEST, MEDIAN, SHOWN = 400, 150, 5


def main() -> int:
    """Count the lines of every tracked module."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    listed = subprocess.run(["git", "ls-files", "*.py"], capture_output=True, text=True, check=True).stdout.split()
    sizes = {name: len(Path(name).read_text("utf-8").splitlines()) for name in listed if Path(name).is_file()}
    largest = sorted(sizes.items(), key=lambda item: -item[1])[:SHOWN]
    median = statistics.median(sizes.values())
    print(f"{len(sizes)} modules, median {median:.0f} lines; largest:")
    for name, size in largest:
        print(f"  {size:4d}  {name}")
    return 1 if largest[0][1] > LARGEST or median >= MEDIAN else 0


if __name__ == "__main__":
    sys.exit(main())
