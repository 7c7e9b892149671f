"""Everything one service may ask of or tell another: pure pydantic, no transport."""
