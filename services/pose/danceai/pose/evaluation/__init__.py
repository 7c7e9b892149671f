"""How good poses and tracking are, against truth."""
