"""Every request of scraper, as it can be sent."""

from datetime import UTC, datetime

from danceai.common.contracts import results
from tests.support.examples import Examples, of_couple
from tests.support.two_studios import World


def _result(world: World) -> results.AddResult:
    return results.AddResult(
        couple_id=world.ids["couple"], competition="Walk Open", held_on=datetime.now(UTC).date(), place=1
    )


EXAMPLES: Examples = {
    results.AddResult: of_couple(_result),
    results.ListResults: of_couple(lambda w: results.ListResults(couple_id=w.ids["couple"])),
}
