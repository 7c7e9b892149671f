"""HTTP routes: each names its caller, validates and sends one request."""
