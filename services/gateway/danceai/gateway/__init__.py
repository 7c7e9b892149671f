"""HTTP edge: web sessions, routes, live progress, and the UI."""
