"""Poses of everybody, and the couple among them."""
