"""Evaluation texts."""
