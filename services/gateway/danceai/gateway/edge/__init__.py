"""The outermost part: what is let in at all, how much of it is read, and what every answer bears."""
