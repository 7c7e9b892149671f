"""Pictures of high dynamic range (HLG and PQ, BT.2020) as people see them on usual screens (BT.709). Pure.

Source: ITU-R BT.2100 (transfer functions), BT.2408 (reference white: 203 cd/m2, 75 % of HLG), BT.2087 (colours).
Reference white becomes nearly full white, what is brighter is pressed into the rest without a change of hue.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

HLG, PQ = 18, 16
"""Transfer characteristics, ITU-T H.273"""
POINTS = 33
"""Of the table, in each of the three colours"""
REFERENCE_WHITE = 203.0
KNEE = 0.93
"""Share of reference white from which brightness is pressed together"""
TO_BT709 = np.array([[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]])
SCREEN_GAMMA = 2.2

Values = NDArray[np.float64]


def _from_hlg(signal: Values) -> Values:
    """Light in the scene, in shares of reference white: what another camera would have seen."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073

    def scene(value: Values) -> Values:
        return np.where(value <= 0.5, value**2 / 3, (np.exp((np.maximum(value, 0.5) - c) / a) + b) / 12)

    return np.asarray(scene(signal) / scene(np.array(0.75)))


def _from_pq(signal: Values) -> Values:
    """Light on a display, in shares of reference white."""
    m1, m2, c1, c2, c3 = 0.1593017578125, 78.84375, 0.8359375, 18.8515625, 18.6875
    root = signal ** (1 / m2)
    return np.asarray(10_000 / REFERENCE_WHITE * (np.maximum(root - c1, 0) / (c2 - c3 * root)) ** (1 / m1))


def map_tones(signal: Values, transfer: int) -> Values:
    """RGB (..., 3) in 0..1 as coded to RGB in 0..1 for a BT.709 screen."""
    light = _from_hlg(signal) if transfer == HLG else _from_pq(signal)
    light = np.maximum(light @ TO_BT709.T, 0)
    brightest = np.maximum(light.max(-1, keepdims=True), 1e-9)
    pressed = KNEE + (1 - KNEE) * (1 - np.exp(-(brightest - KNEE) / (1 - KNEE)))
    light = light * np.where(brightest > KNEE, pressed / brightest, 1)
    return np.asarray(np.clip(light, 0, 1) ** (1 / SCREEN_GAMMA))


def write_table(path: Path, transfer: int) -> None:
    """The mapping as a .cube file, red running fastest, for FFmpeg's `lut3d`."""
    steps = np.linspace(0, 1, POINTS)
    blue, green, red = np.meshgrid(steps, steps, steps, indexing="ij")
    mapped = map_tones(np.stack([red, green, blue], -1).reshape(-1, 3), transfer)
    path.write_text(f"LUT_3D_SIZE {POINTS}\n" + "".join(f"{r:.6f} {g:.6f} {b:.6f}\n" for r, g, b in mapped))
