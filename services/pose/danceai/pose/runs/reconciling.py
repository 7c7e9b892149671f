"""Runs that stand still: steps that are to be done, and nobody has been told to do."""

from uuid import UUID

from danceai.common.contracts.poses import FindBodies, TrackCouple
from danceai.common.frame.reconciling import STOOD_STILL, Mending, StoodStill
from danceai.pose.runs.plan_run import give_up, steps_left
from danceai.pose.tables import RunRow

Step = FindBodies | TrackCouple


async def lost_steps(mending: Mending) -> None:
    """Running runs of which a segment, or the tracking at the end, is in no queue."""
    async with mending.transaction() as work:
        running = await work.all(work.visible(RunRow).where(RunRow.state == "running"))
        left = {run.id: set(await steps_left(work, run)) for run in running}
    if not left:
        return
    ordered: set[Step] = {*await mending.ordered(FindBodies), *await mending.ordered(TrackCouple)}
    for run_id, steps in left.items():
        if lost := steps - ordered:
            await _order_again(mending, run_id, lost)


async def _order_again(mending: Mending, run_id: UUID, lost: set[Step]) -> None:
    again = await mending.may_restart("lost_steps", run_id)
    async with mending.transaction() as work:
        run = await work.find(RunRow, run_id, lock=True)
        # A segment that was done meanwhile has ordered what comes next itself.
        still = [step for step in await steps_left(work, run) if step in lost]
        if run.state != "running" or not still:
            return
        if again:
            for step in still:
                work.enqueue(step)
        else:
            await give_up(still[0], StoodStill(STOOD_STILL), work)
    mending.mended("lost_steps", "restarted" if again else "ended", run_id)
