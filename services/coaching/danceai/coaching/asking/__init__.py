"""Asking a language model: which there are, what they cost, and how an answer is heard."""
