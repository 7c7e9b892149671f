"""The life of an analysis: what may be asked, what follows from what, and the job that scores."""
