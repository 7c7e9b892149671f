"""Choreography and presentation (CP): what the couple does with the floor, and its faces."""
