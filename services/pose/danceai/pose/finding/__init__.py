"""From pictures to every body in them."""
