"""Work on foreign bytes, in child processes that have nothing to lose and nothing to tell (decision 23)."""
