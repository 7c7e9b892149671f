"""Questions, answers and feedback."""
