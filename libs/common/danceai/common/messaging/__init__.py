"""NATS and JetStream behind five ideas: requests, jobs, events, progress and the outbox."""
