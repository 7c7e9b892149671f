"""The couple's joints as bytes that a browser may fetch in parts: every frame is as long, so any span is a range.

    header    4 bytes "DSK1", then little-endian: uint16 joints, uint16 dancers, uint32 frames, float32 frames a second
    frame n   at HEADER + n * stride: int16 x, y of every joint of the lead, then of the follow, in STEP pixels;
              then uint8 confidence (0..255) of each in the same order

A joint without a place has x = UNKNOWN.
"""

import struct

import numpy as np

from danceai.common.poses import KeyPoints
from danceai.common.skeleton import BODY_AND_FEET

MAGIC = b"DSK1"
STEP = 1 / 8
"""Pixels of the rendition; int16 reaches to a width of 4095"""
UNKNOWN = -32768
FARTHEST = 32767


def pack_skeletons(poses: KeyPoints, fps: float) -> bytes:
    """Bodies and feet of poses (frames, 2, 133), lead first, within STEP / 2 pixels; faces and hands are left out."""
    shown = poses.joints(BODY_AND_FEET)
    frames, dancers, joints = shown.shape
    known = shown.known[..., None]
    places = np.clip(np.rint(np.where(known, shown.xy, 0) / STEP), -FARTHEST, FARTHEST)
    places = np.where(known, places, UNKNOWN).astype("<i2").reshape(frames, -1)
    confidence = np.rint(np.clip(np.nan_to_num(shown.confidence), 0, 1) * 255).astype(np.uint8).reshape(frames, -1)
    body = np.concatenate([places.view(np.uint8).reshape(frames, -1), confidence], axis=1)
    return MAGIC + struct.pack("<HHIf", joints, dancers, frames, fps) + body.tobytes()
