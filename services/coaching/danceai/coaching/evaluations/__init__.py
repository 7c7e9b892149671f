"""What an analysis means for a couple: written by rules, or by a model whose every number is checked."""
