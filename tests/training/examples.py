"""Every request of training, as it can be sent."""

from uuid import UUID

from danceai.common.contracts import datasets
from tests.support.examples import Examples, listing, of_couple
from tests.support.two_studios import World


def things(world: World) -> dict[str, UUID]:
    """A dataset of the sample, and a file made of it."""
    made = world.admin.call("POST", "/v1/datasets", {"name": "Walk", "analyses": [world.sample["id"]]})["id"]
    export = world.admin.call("POST", f"/v1/datasets/{made}/exports", {"every_seconds": 5})["id"]
    return {"dataset": UUID(made), "export": UUID(export)}


EXAMPLES: Examples = {
    datasets.CreateDataset: of_couple(lambda w: datasets.CreateDataset(name="Walk", analyses=[w.ids["finished"]])),
    datasets.ListDatasets: listing(lambda w: datasets.ListDatasets(limit=500), dataset="couple"),
    datasets.StartExport: of_couple(lambda w: datasets.StartExport(dataset_id=w.ids["dataset"], every_seconds=5)),
    datasets.GetExport: of_couple(lambda w: datasets.GetExport(export_id=w.ids["export"])),
}
