"""The transcript library."""
