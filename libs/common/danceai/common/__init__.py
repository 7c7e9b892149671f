"""What every Dance AI service shares. Services import this package and nothing of one another."""
