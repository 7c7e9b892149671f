"""A man and a woman who dance with known truth: keypoints, beats, steps, sway and rise.

The kinematic layer (`performance`) needs numpy alone; `python -m synthetic_couple` also renders a video.
"""
