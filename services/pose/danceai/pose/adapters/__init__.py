"""What a network's tensors mean: pictures in, joints in pixels out."""
