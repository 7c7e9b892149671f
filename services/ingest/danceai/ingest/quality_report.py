"""The quality report (UP-3): every line with measured value, limit, verdict and what to do about it. Pure."""

from danceai.common.contracts.base import Verdict
from danceai.common.contracts.poses import PersonBox
from danceai.common.contracts.videos import QualityLine
from danceai.ingest.rendering.rendition import Rendered, Sound

GOOD, WARNING, UNUSABLE = Verdict.GOOD, Verdict.WARNING, Verdict.UNUSABLE


def _line(name: str, measured: str, limit: str, verdict: Verdict, advice: str, **facts: float | str) -> QualityLine:
    needed = "" if verdict is GOOD else advice
    return QualityLine(name=name, measured=measured, limit=limit, verdict=verdict, advice=needed, facts=facts)


def _resolution(made: Rendered) -> QualityLine:
    side = min(made.upright_width, made.upright_height)
    verdict = GOOD if side >= 1080 else WARNING
    advice = (
        "720p works; 1080p shows feet and hands more clearly."
        if side >= 720
        else "Below 720p feet and hands are guesses. Record in 1080p."
    )
    return _line(
        "resolution",
        f"{made.upright_width} x {made.upright_height}",
        "1080p recommended, 720p minimum",
        verdict,
        advice,
        width=made.upright_width,
        height=made.upright_height,
    )


def _frame_rate(made: Rendered) -> QualityLine:
    verdict = GOOD if made.measured_fps >= 48 else WARNING
    wander = ", not constant" if made.variable_rate else ""
    return _line(
        "frame_rate",
        f"{made.measured_fps:.1f} frames/s{wander}",
        "50 or 60 frames/s",
        verdict,
        "Set the camera to 50 or 60 frames/s: at less, fast feet blur and steps are timed less exactly.",
        rate=round(made.measured_fps, 1),
        constant=str(not made.variable_rate).lower(),
    )


def _shots(made: Rendered) -> list[QualityLine]:
    if not made.cuts:
        return []
    return [
        _line(
            "shots",
            f"{len(made.cuts) + 1} shots",
            "1 shot",
            WARNING,
            "Record the dance in one go: bars at a cut are not assessed, and who is who is found anew after each.",
            shots=len(made.cuts) + 1,
        )
    ]


def _steadiness(made: Rendered) -> QualityLine:
    shift = made.quality["shift"]
    verdict = GOOD if shift < 0.6 else WARNING
    return _line(
        "steadiness",
        f"{shift:.1f} % of the width per second",
        "below 0.6 %",
        verdict,
        "Put the camera on a tripod or a chair; do not follow the couple by hand.",
        shift=round(shift, 1),
    )


def _sharpness(made: Rendered) -> QualityLine:
    value = made.quality["sharpness"]
    verdict = GOOD if value >= 60 else WARNING if value >= 8 else UNUSABLE
    return _line(
        "sharpness",
        f"{value:.0f}",
        "60 or more (variance of the Laplacian)",
        verdict,
        "Clean the lens, tap on the couple to focus, and record where there is more light.",
        value=round(value),
    )


def _exposure(made: Rendered) -> QualityLine:
    brightness, clipped = made.quality["brightness"], made.quality["clipped"]
    verdict = GOOD if 60 <= brightness <= 200 and clipped < 0.25 else WARNING
    if brightness < 15 or brightness > 245:
        verdict = UNUSABLE
    return _line(
        "exposure",
        f"brightness {brightness:.0f} of 255",
        "60 to 200",
        verdict,
        "Too dark: switch on all lights. Too bright: do not film against a window.",
        brightness=round(brightness),
    )


def _audio(made: Rendered) -> QualityLine:
    found = {Sound.HEARD: "present", Sound.SILENT: "silent", Sound.NONE: "none"}[made.sound]
    unread = f"; we do not read {made.unread_sound}" if made.unread_sound else ""
    advice = "Without music timing cannot be assessed. Record with sound, near the loudspeaker."
    if unread:
        advice = "Without music timing cannot be assessed. Export the video as MP4 with AAC sound and upload that."
    verdict = GOOD if made.has_audio else WARNING
    kind = "unread" if unread else made.sound.value
    return _line("audio", found + unread, "music audible", verdict, advice, sound=kind, coding=made.unread_sound)


def _people(made: Rendered, pictures: list[list[PersonBox]]) -> list[QualityLine]:
    seen = [people for people in pictures if people]
    share = len(seen) / max(len(pictures), 1)
    visible = _line(
        "dancers_visible",
        f"in {share:.0%} of the pictures looked at",
        "throughout",
        GOOD if share >= 0.95 else WARNING if share >= 0.5 else UNUSABLE,
        "Start the recording when the couple is in the picture and keep it there until the end.",
        share=share,
    )
    if not seen:
        return [visible]
    largest = [max(people, key=lambda person: person.height) for people in seen]
    margin = 0.01 * made.height
    whole = sum(p.y > margin and p.y + p.height < made.height - margin for p in largest) / len(largest)
    framing = _line(
        "full_body",
        f"head and feet inside in {whole:.0%}",
        "always",
        GOOD if whole >= 0.9 else WARNING,
        "Step back until heads and feet stay inside the picture all the time.",
        share=whole,
    )
    size = sorted(person.height for person in largest)[len(largest) // 2] / made.height
    height = _line(
        "couple_size",
        f"{size:.0%} of the picture's height",
        "30 % to 90 %",
        GOOD if 0.3 <= size <= 0.9 else WARNING,
        "Come closer, or crop the video to the part of the floor the couple uses.",
        share=size,
    )
    return [visible, framing, height]


def quality_report(made: Rendered, pictures: list[list[PersonBox]] | None) -> list[QualityLine]:
    """All lines known after the probe; the camera angle is added when poses are known.

    `pictures` is None when nobody could look for people.
    """
    lines = [_resolution(made), _frame_rate(made), *_shots(made), _steadiness(made), _sharpness(made)]
    lines += [_exposure(made), _audio(made)]
    return lines + (_people(made, pictures) if pictures is not None else [])
