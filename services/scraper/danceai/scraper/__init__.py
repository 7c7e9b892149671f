"""Official competition results."""
