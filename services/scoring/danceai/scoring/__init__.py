"""Analyses: beats, metrics, components, overlay and report."""
