"""Live views: what a thing's owner says of it, and what is told while work goes on, as server-sent events."""
