"""Partnering skills (PS): the hold, the space between the two, and whether they move as one."""
