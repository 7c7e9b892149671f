"""Datasets of poses for better pose models."""
