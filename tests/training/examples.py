"""Every request of training, as it can be sent."""

from uuid import UUID

from danceai.common.contracts import datasets, frames, training_runs
from danceai.common.contracts.frames import FrameState, Person
from tests.support.examples import Examples, anew, listing, of_couple
from tests.support.two_studios import World
from tests.training.ready import extracted

NOBODY = [Person(keypoints=[0.0] * 51), Person(keypoints=[0.0] * 51)]


def _made(world: World, name: str = "Walk") -> UUID:
    body = {"name": name, "analyses": [str(world.sample["id"])], "selection": {"every_seconds": 3}}
    return UUID(world.admin.call("POST", "/v1/datasets", body)["id"])


def things(world: World) -> dict[str, UUID]:
    """A dataset of the sample, one of its frames, a file made of it, and one that is to come."""
    made = _made(world)
    extracted(world.admin, str(made))
    frame = world.admin.call("GET", f"/v1/datasets/{made}/frames")["frames"][0]["id"]
    export = world.admin.call("POST", "/v1/datasets/exports", {"datasets": [str(made)]})["id"]
    begun = world.admin.call("POST", f"/v1/datasets/{made}/imports", {"size_bytes": 9})["import_id"]
    return {
        "dataset": made,
        "frame": UUID(frame),
        "export": UUID(export),
        "import": UUID(begun),
        "run": _run(world, made),
    }


def _run(world: World, of_sample: UUID) -> UUID:
    """Of the sample's couple and of drawn ones; ended at once, so that there is no model of it."""
    drawn = {"name": "Drawn", "rendering": {"couples": 2, "per_couple": 4}}
    rendered = extracted(world.admin, world.admin.call("POST", "/v1/datasets/rendered", drawn)["id"])["id"]
    recipe = {"only_confirmed": False, "steps": 10, "batch": 2, "side": 96}
    body = {"name": "Walk", "datasets": [str(of_sample), rendered], "recipe": recipe}
    run = world.admin.call("POST", "/v1/training-runs", body)["id"]
    world.admin.call("POST", f"/v1/training-runs/{run}/cancel")
    return UUID(run)


EXAMPLES: Examples = {
    datasets.CreateDataset: of_couple(lambda w: datasets.CreateDataset(name="Walk", analyses=[w.ids["finished"]])),
    datasets.CreateRenderedDataset: anew(
        lambda w: datasets.CreateRenderedDataset(
            name="Drawn", rendering=datasets.Rendering(couples=2, per_couple=1, seed=w.fresh())
        )
    ),
    datasets.ListDatasets: listing(lambda w: datasets.ListDatasets(limit=500), dataset="couple"),
    datasets.GetDataset: of_couple(lambda w: datasets.GetDataset(dataset_id=w.ids["dataset"])),
    datasets.RenameDataset: of_couple(lambda w: datasets.RenameDataset(dataset_id=w.ids["dataset"], name="Run")),
    datasets.DeleteDataset: of_couple(lambda w: datasets.DeleteDataset(dataset_id=_made(w, "Short-lived"))),
    datasets.StartExtraction: of_couple(
        lambda w: datasets.StartExtraction(dataset_id=w.ids["dataset"], selection=datasets.Selection(every_seconds=3.0))
    ),
    datasets.CancelExtraction: of_couple(lambda w: datasets.CancelExtraction(dataset_id=w.ids["dataset"])),
    datasets.StartAnnotation: of_couple(
        lambda w: datasets.StartAnnotation(dataset_id=w.ids["dataset"], model="no-such-network")
    ),
    datasets.StartExport: of_couple(lambda w: datasets.StartExport(datasets=[w.ids["dataset"]])),
    datasets.GetExport: of_couple(lambda w: datasets.GetExport(export_id=w.ids["export"])),
    datasets.StartImport: of_couple(lambda w: datasets.StartImport(dataset_id=w.ids["dataset"], size_bytes=9)),
    datasets.CompleteImport: of_couple(lambda w: datasets.CompleteImport(import_id=w.ids["import"])),
    datasets.GetImport: of_couple(lambda w: datasets.GetImport(import_id=w.ids["import"])),
    frames.ListFrames: of_couple(lambda w: frames.ListFrames(dataset_id=w.ids["dataset"])),
    frames.GetFrame: of_couple(lambda w: frames.GetFrame(frame_id=w.ids["frame"])),
    frames.GetNeighbours: of_couple(lambda w: frames.GetNeighbours(frame_id=w.ids["frame"])),
    frames.HoldFrame: of_couple(lambda w: frames.HoldFrame(frame_id=w.ids["frame"])),
    frames.LeaveFrame: of_couple(lambda w: frames.LeaveFrame(frame_id=w.ids["frame"])),
    frames.SaveFrame: of_couple(
        lambda w: frames.SaveFrame(
            frame_id=w.ids["frame"], version=0, people=NOBODY, state=FrameState.CONFIRMED, reason=None
        )
    ),
    training_runs.StartTrainingRun: of_couple(
        lambda w: training_runs.StartTrainingRun(name="Walk", datasets=[w.ids["dataset"]])
    ),
    training_runs.ListTrainingRuns: listing(lambda w: training_runs.ListTrainingRuns(limit=500), run="couple"),
    training_runs.GetTrainingRun: of_couple(lambda w: training_runs.GetTrainingRun(run_id=w.ids["run"])),
    training_runs.CancelTrainingRun: of_couple(lambda w: training_runs.CancelTrainingRun(run_id=w.ids["run"])),
    training_runs.PromoteTrainingRun: of_couple(lambda w: training_runs.PromoteTrainingRun(run_id=w.ids["run"])),
    training_runs.RollBackTrainingRun: of_couple(lambda w: training_runs.RollBackTrainingRun(run_id=w.ids["run"])),
    frames.DeleteUnusableFrames: of_couple(lambda w: frames.DeleteUnusableFrames(dataset_id=w.ids["dataset"])),
}
