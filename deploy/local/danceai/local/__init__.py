"""The whole platform on one machine, without Docker, Kubernetes, a GPU or any account."""
