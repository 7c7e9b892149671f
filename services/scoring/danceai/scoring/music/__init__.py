"""What is heard: onsets, beats, bars, and whether it is this dance's music."""
