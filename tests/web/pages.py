"""The pages that the features say they have, read from their sources: a new one is looked at without being told of."""

import re
from dataclasses import dataclass
from pathlib import Path

FEATURES = Path(__file__).parents[2] / "services" / "gateway" / "web" / "src" / "features"


@dataclass(frozen=True)
class KnownPage:
    """What tests need of a page."""

    path: str
    needs: str | None
    open: bool

    @property
    def name(self) -> str:
        """For its picture."""
        return self.path.strip("/").replace("/", "-").replace("$", "") or "home"

    def address(self, ids: dict[str, str]) -> str:
        """Its address with what it shows filled in; a KeyError names what tests have no example of yet."""
        return re.sub(r"\$(\w+)", lambda found: ids[found[1]], self.path)


def _pages() -> list[KnownPage]:
    found = []
    for file in sorted(FEATURES.glob("*/pages.tsx")):
        for said in file.read_text("utf-8").split("path: ")[1:]:
            path, needs = re.match(r'"([^"]+)"', said), re.search(r'needs: "(\w+)"', said)
            assert path, f"{file}: a page without a path"
            found.append(KnownPage(path[1], needs[1] if needs else None, "open: true" in said))
    return found


PAGES = _pages()
