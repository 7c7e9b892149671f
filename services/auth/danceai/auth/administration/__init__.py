"""A studio's setup, keys and audit log; the platform's studios."""
