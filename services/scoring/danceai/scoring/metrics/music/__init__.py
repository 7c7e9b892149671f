"""Movement to music (MM): steps against beats."""
