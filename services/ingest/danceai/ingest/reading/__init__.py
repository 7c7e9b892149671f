"""Foreign files: what is in them, on which clock, and what reading them may cost. Runs in a confined process."""
