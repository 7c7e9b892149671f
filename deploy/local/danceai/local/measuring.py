"""Commands that measure: poses and tracking against truth, scores against judges."""

import argparse
import json
import time

from rich.table import Table

from danceai.local.fetching import console, fetch
from danceai.pose.evaluation import against_truth
from danceai.pose.evaluation.confidences import LEAST
from danceai.pose.evaluation.confidences import calibrate as calibrate_confidences
from danceai.pose.settings import PoseSettings
from danceai.scoring.judging.calibrate import WAYS, fit, format_calibration, read_marks


def evaluate_poses(options: argparse.Namespace) -> int:
    """A pose model against photos labelled in COCO form: mean OKS, AP, phantom rate."""
    settings = PoseSettings(models_dir=fetch(options.home), network_threads=options.threads)
    coco = json.loads(options.coco.read_text())
    began = time.monotonic()
    quality = against_truth.evaluate_poses(
        coco, options.images or options.coco.parent, against_truth.find_built_in(options.model), settings
    )
    console.print(f"mean OKS      {quality.mean_oks:.3f}   of {len(quality.oks)} people in {quality.pictures} pictures")
    console.print(f"AP            {quality.average_precision:.3f}")
    console.print(f"phantom rate  {quality.phantom_rate:.3f}")
    console.print(f"pictures/s    {quality.pictures / (time.monotonic() - began):.1f}")
    return 0


def evaluate_confidences(options: argparse.Namespace) -> int:
    """What a pose model's confidences mean: how often it is right at each, beside the reference."""
    settings = PoseSettings(models_dir=fetch(options.home), network_threads=options.threads)
    coco, images = json.loads(options.coco.read_text()), options.images or options.coco.parent
    entries = [against_truth.find_built_in(name).entry for name in (options.model, options.against)]
    network, reference = (against_truth.ask_how_sure(coco, images, entry, settings) for entry in entries)
    if not (network.enough and reference.enough):
        few = min(network.joints, reference.joints)
        console.print(f"[red]Only {few} labelled joints were found, which tells nothing: {LEAST} are needed.[/]")
        return 1
    table = Table("confidence", "right", f"{entries[1].name} at", "right", title=f"{network.joints} joints")
    for row in zip(*network.curve, *reference.curve, strict=True):
        table.add_row(*(f"{value:.3f}" for value in row))
    console.print(table)
    found = calibrate_confidences(network, reference)
    console.print_json(json.dumps({"calibration": found.knots}), indent=None)
    return 0


def evaluate_tracking(options: argparse.Namespace) -> int:
    """Bodies and couple tracking against a labelled video: found, identity, switches, coverage, speed."""
    settings = PoseSettings(models_dir=fetch(options.home), network_threads=options.threads)
    truth = options.truth or options.video.with_suffix(".truth.json")
    result = against_truth.evaluate_tracking(options.video, truth, against_truth.find_built_in(options.model), settings)
    quality = result.quality
    console.print(
        f"both found         {result.found_at_once.mean():.3f} in the frame, {quality.both_found:.3f} after tracking"
    )
    console.print(f"identity accuracy  {quality.identity_accuracy:.3f}   {quality.switches} switches")
    console.print(f"coverage           {quality.coverage:.3f}")
    console.print(f"mean OKS           lead {quality.oks[0]:.3f}, follow {quality.oks[1]:.3f}")
    console.print(f"frames/s           {result.frames_per_second:.1f}; tracking {result.tracking_seconds:.2f} s")
    return 0


def calibrate(options: argparse.Namespace) -> int:
    """Fit our scores to judges' marks: a table of analysis.json files and marks to a calibration file."""
    marks = read_marks(options.marks)
    fitted = {code: fit(*pair) for code, pair in marks.items() if len(pair[0])}
    if not fitted:
        console.print("[red]No performance has both a score and a mark.[/]")
        return 1
    table = Table("component", "performances", "error as it is", "line", "curve", "Spearman", "taken")
    for code, found in fitted.items():
        shown = [f"{found.errors[way]:.2f}" for way in WAYS]
        table.add_row(code, str(found.performances), *shown, f"{found.rank[found.best]:.2f}", found.best)
    console.print(table)
    options.output.write_text(format_calibration(options.profile, fitted), "utf-8")
    console.print(f"Written to {options.output}")
    return 0
