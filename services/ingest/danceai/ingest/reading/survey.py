"""What a file holds, from a look at all of its packets: no picture is decoded, the header is believed in nothing."""

from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from danceai.ingest import limits
from danceai.ingest.reading.budget import TOO_LONG, Budget, Unsuitable
from danceai.ingest.reading.opening import open_source, packets
from danceai.ingest.reading.stamps import UNKNOWN, Packets


@dataclass(frozen=True)
class Survey:
    """The packets of every stream, by its number."""

    packets: dict[int, Packets]
    header_seconds: float
    """What the header says of the whole file's length; 0 if it does not"""

    def end(self) -> float:
        """The last moment of any stream, in seconds by the file's own clock."""
        return max((stream.end for stream in self.packets.values()), default=0.0)


class _Notes:
    """What is kept of one stream: eight bytes a number, for files of any length."""

    def __init__(self) -> None:
        self.shown, self.decoded, self.dropped = array("q"), array("q"), array("b")

    def take(self, packet: Any) -> None:
        self.shown.append(UNKNOWN if packet.pts is None else packet.pts)
        self.decoded.append(UNKNOWN if packet.dts is None else packet.dts)
        self.dropped.append(packet.is_discard)

    def as_packets(self, unit: float) -> Packets:
        dropped = np.array(self.dropped, np.int8).astype(bool)
        return Packets(np.array(self.shown, np.int64), np.array(self.decoded, np.int64), dropped, unit)


def survey(path: Path, budget: Budget) -> Survey:
    """Read all packets. Raises Unreadable, or Unsuitable over budget."""
    with open_source(path) as container:
        streams: list[Any] = [s for s in container.streams if s.type != "attachment" and s.time_base]
        notes = {stream.index: _Notes() for stream in streams}
        for packet in packets(container, streams, budget):
            if not packet.size:
                continue
            notes[packet.stream.index].take(packet)
            if len(notes[packet.stream.index].shown) > limits.MOST_PACKETS:
                raise Unsuitable(TOO_LONG)
        return Survey(
            {stream.index: notes[stream.index].as_packets(float(stream.time_base)) for stream in streams},
            (container.duration or 0) / 1e6,
        )
