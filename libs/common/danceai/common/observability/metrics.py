"""What every service counts: requests, jobs and events by type and outcome, and how long they took."""

from prometheus_client import Counter, Gauge, Histogram

HANDLED = Counter("danceai_handled_total", "Messages handled", ["kind", "type", "outcome"])
SECONDS = Histogram(
    "danceai_handling_seconds",
    "Time to handle one message",
    ["kind", "type"],
    buckets=(0.005, 0.02, 0.1, 0.5, 2, 10, 30, 120, 600, 1800),
)
PROCESSOR = Counter("danceai_processor_seconds_total", "Processor time of jobs, shared by those side by side", ["type"])
DEAD = Counter("danceai_dead_letters_total", "Messages given up", ["type"])
RUNNING = Gauge("danceai_jobs_running", "Jobs in work", ["type"])
QUEUED = Gauge("danceai_queue_jobs", "Jobs of a kind, waiting or in work", ["queue"])
QUEUE_AGE = Gauge("danceai_queue_age_seconds", "Since the oldest job of a kind was ordered", ["queue"])
FRAMES = Counter("danceai_frames_total", "Frames of videos looked at", ["model"])
TOKENS = Counter("danceai_tokens_total", "Tokens of the language model", ["direction"])
STORED = Counter("danceai_stored_bytes_total", "Bytes written to the object store", ["kind"])
OUTBOX = Gauge("danceai_outbox_waiting", "Outbox rows not yet on the bus")
RECONCILED = Counter("danceai_reconciled_total", "Things that stood still", ["service", "kind", "outcome"])
CHORES = Counter("danceai_chores_total", "Rounds of housekeeping, by chore and outcome", ["chore", "outcome"])
HELD = Counter("danceai_transactions_held_total", "Transactions open while something else was awaited")
