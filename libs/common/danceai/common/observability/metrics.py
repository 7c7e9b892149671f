"""What every service counts: requests, jobs and events by type and outcome, and how long they took."""

from prometheus_client import Counter, Gauge, Histogram

HANDLED = Counter("danceai_handled_total", "Messages handled", ["kind", "type", "outcome"])
SECONDS = Histogram(
    "danceai_handling_seconds",
    "Time to handle one message",
    ["kind", "type"],
    buckets=(0.005, 0.02, 0.1, 0.5, 2, 10, 30, 120, 600, 1800),
)
DEAD = Counter("danceai_dead_letters_total", "Messages given up", ["type"])
RUNNING = Gauge("danceai_jobs_running", "Jobs in work", ["type"])
OUTBOX = Gauge("danceai_outbox_waiting", "Outbox rows not yet on the bus")
RECONCILED = Counter("danceai_reconciled_total", "Things that stood still", ["service", "kind", "outcome"])
CHORES = Counter("danceai_chores_total", "Rounds of housekeeping, by chore and outcome", ["chore", "outcome"])
HELD = Counter("danceai_transactions_held_total", "Transactions open while something else was awaited")
