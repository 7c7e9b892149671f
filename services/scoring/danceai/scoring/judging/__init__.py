"""From metrics to the four components, and how that is calibrated."""
