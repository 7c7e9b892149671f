"""One module per family of metrics; each metric is a pure function of the couple's tracks and the music."""
