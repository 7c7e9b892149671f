"""PostgreSQL: one schema and one role per service, row-level security per studio."""
