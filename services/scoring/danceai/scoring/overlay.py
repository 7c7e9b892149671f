"""The overlay video: the rendition with skeletons, beats and live values drawn in, its sound kept."""

import tempfile
from bisect import bisect_right
from pathlib import Path

import av
import numpy as np

from danceai.common.contracts.analyses import RenderOverlay, Result, State, Step
from danceai.common.contracts.base import Camera
from danceai.common.messaging.progress import StageProgress
from danceai.common.messaging.service import JobContext, job
from danceai.common.offload import Report, in_thread
from danceai.common.poses import Poses, from_parquet
from danceai.scoring.drawing import draw_bar, draw_couple
from danceai.scoring.life_cycle import Life, fails
from danceai.scoring.metrics.movement import rise_signal, sway_signal
from danceai.scoring.tracks import CoupleTracks


def _beat(result: Result, second: float) -> tuple[int, int, float] | None:
    music = result.music
    index = bisect_right(music.beats, second) - 1
    if not music.assessable or index < 0:
        return None
    return (index - music.first_downbeat) % music.beats_per_bar + 1, music.beats_per_bar, second - music.beats[index]


def _shown(value: float, unit: str, digits: int) -> str:
    return f"{value:+.{digits}f}{unit}" if np.isfinite(value) else "-"


def draw_video(source: Path, target: Path, poses: Poses, result: Result, report: Report) -> None:
    """Decode, draw, encode; sound packets are copied as they are."""
    with av.open(str(source)) as video, av.open(str(target), "w", options={"movflags": "faststart"}) as output:
        picture_in = video.streams.video[0]
        picture_in.thread_type = "AUTO"
        rate = picture_in.average_rate
        couple = CoupleTracks.of(poses, float(rate or 30), picture_in.width, picture_in.height)
        with np.errstate(all="ignore"):
            sway, rise = sway_signal(couple), rise_signal(couple)
        picture_out = output.add_stream("libx264", rate=rate)
        picture_out.width, picture_out.height, picture_out.pix_fmt = picture_in.width, picture_in.height, "yuv420p"
        picture_out.options = {"crf": "22", "preset": "veryfast"}
        sound_in = video.streams.audio[0] if video.streams.audio else None
        sound_out = output.add_stream_from_template(sound_in) if sound_in else None
        number = 0
        for packet in video.demux(*(stream for stream in (picture_in, sound_in) if stream)):
            if packet.stream is sound_in:
                if packet.dts is not None and sound_out is not None:
                    packet.stream = sound_out
                    output.mux(packet)
                continue
            for frame in picture_in.decode(packet):
                picture = np.asarray(frame.to_ndarray(format="bgr24"), np.uint8)
                if number < len(poses):
                    draw_couple(picture, poses[number])
                    values = [("sway", _shown(sway[number], " deg", 1)), ("rise", _shown(rise[number], "", 2))]
                    draw_bar(picture, values, _beat(result, number / couple.fps))
                drawn = av.VideoFrame.from_ndarray(picture, format="bgr24")
                drawn.pts, drawn.time_base = frame.pts, frame.time_base
                output.mux(picture_out.encode(drawn))
                number += 1
                if number % 10 == 0:
                    report(number, len(poses))
        output.mux(picture_out.encode(None))


@job(RenderOverlay, failed=fails(Step.OVERLAY))
async def run(message: RenderOverlay, context: JobContext) -> None:
    """Draw the overlay of every camera: overlay.mp4, overlay-B.mp4."""
    async with context.reading() as work:
        life = await Life.of(work, message.analysis_id)
        row, videos = life.row, [life.video(Camera(camera)) for camera in sorted(life.row.poses)]
    if row.state != State.RUNNING:
        return
    result = Result.model_validate(row.result)
    files: dict[str, str] = {}
    for part, video in enumerate(videos):
        if video.facts is None:
            continue
        poses = from_parquet(await context.storage.get(row.poses[video.camera]["poses_key"]))
        dense = poses.dense(video.facts.frames, 2)
        name = "overlay.mp4" if video.camera is Camera.A else f"overlay-{video.camera}.mp4"

        def report(done: float, total: float, part: int = part) -> None:
            told = StageProgress(
                step=Step.OVERLAY, done=part * total + done, total=total * len(videos), unit="frames"
            )
            context.progress.tell(message.analysis_id, told)

        with tempfile.TemporaryDirectory(prefix="danceai-overlay-") as folder:
            async with context.storage.local_copy(video.rendition_key, ".mp4") as source:
                target = Path(folder) / name
                await in_thread(draw_video, source, target, dense, result, report)
            await context.storage.put_file(row.key(name), target, "video/mp4")
        files[name] = row.key(name)
    async with context.conclude() as work:
        life = await Life.of(work, message.analysis_id)
        if life.current(Step.OVERLAY, None, message.attempt):
            life.row.files = {**life.row.files, **files}
            life.done(Step.OVERLAY)
