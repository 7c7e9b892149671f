"""Who stands with whom in a picture: boxes of people, and groups of boxes that touch. Pure."""

from danceai.common.poses import KeyPoints
from danceai.pose.video.pictures import Region

CONFIDENT, LEAST_SURE = 0.2, 4
MOST_GROUPS = 4
SMALLEST_GROUP = 0.35
"""Share of the tallest group's height below which people are background and only the overview sees them."""


def bound(body: KeyPoints) -> Region:
    """Bounding box of one body's sure joints, of all where few are sure."""
    sure = body.xy[body.confidence > CONFIDENT]
    points = sure if len(sure) >= LEAST_SURE else body.xy
    low, high = points.min(0), points.max(0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def group(boxes: list[Region]) -> list[Region]:
    """Union boxes of people whose boxes touch, tallest first."""
    groups: list[Region] = []
    for box in boxes:
        merged = box
        while True:
            touching = [g for g in groups if _touch(g, merged)]
            if not touching:
                break
            groups = [g for g in groups if g not in touching]
            for g in touching:
                merged = (min(merged[0], g[0]), min(merged[1], g[1]), max(merged[2], g[2]), max(merged[3], g[3]))
        groups.append(merged)
    groups.sort(key=lambda g: -(g[3] - g[1]))
    tallest = groups[0][3] - groups[0][1] if groups else 0.0
    return [g for g in groups if g[3] - g[1] >= SMALLEST_GROUP * tallest][:MOST_GROUPS]


def _touch(a: Region, b: Region) -> bool:
    reach = 0.1 * max(a[3] - a[1], b[3] - b[1])
    return a[0] - reach < b[2] and b[0] - reach < a[2] and a[1] < b[3] and b[1] < a[3]


def count_in(group: Region, boxes: list[Region]) -> int:
    """How many boxes have their middle in a group."""
    middles = [((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for box in boxes]
    return sum(group[0] <= x <= group[2] and group[1] <= y <= group[3] for x, y in middles)
