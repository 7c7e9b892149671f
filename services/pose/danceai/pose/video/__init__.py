"""Frames out of a video, ahead of whoever wants them."""
