"""From a browser's bytes to a video the rest of the house can trust."""
