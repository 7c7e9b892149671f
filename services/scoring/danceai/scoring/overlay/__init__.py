"""What is drawn over the video."""
