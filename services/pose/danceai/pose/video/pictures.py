"""Pictures and regions of them, as everything that looks at a video passes them on."""

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""(height, width, 3) BGR"""
Region = tuple[float, float, float, float]
"""x0, y0, x1, y1 in pixels"""
Frame = tuple[int, Picture]
"""Number in the video, and the picture"""
