"""What a player shows beside the video: the couple's joints of every frame, and what was measured bar by bar. Pure."""
