"""Studios, users, web sessions and couples."""
