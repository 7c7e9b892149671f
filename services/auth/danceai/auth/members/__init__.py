"""Who belongs to a studio: its users, their own profiles, its couples."""
