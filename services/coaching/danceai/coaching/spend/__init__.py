"""What was asked of language models, and what it has cost."""
