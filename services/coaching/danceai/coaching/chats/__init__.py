"""Conversations about an analysis."""
