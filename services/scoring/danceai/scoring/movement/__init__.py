"""The couple as metrics see it: joints over time, steps, the side it was filmed from."""
