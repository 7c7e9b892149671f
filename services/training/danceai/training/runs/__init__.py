"""Training runs: from datasets and a registered model to a better one, judged, registered, promoted, rolled back."""
