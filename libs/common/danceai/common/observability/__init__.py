"""JSON logs, Prometheus metrics and W3C trace context, the same in every process."""
