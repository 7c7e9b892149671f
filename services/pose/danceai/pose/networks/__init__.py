"""Networks: what their tensors mean, and where they run."""
