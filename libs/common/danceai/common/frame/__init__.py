"""The frame of every service: its table of contents, and how messages become calls with a transaction each."""
