"""One body and two bodies in hold: likeness, colours, what hangs on which joint."""
