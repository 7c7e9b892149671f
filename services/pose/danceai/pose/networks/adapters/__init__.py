"""What networks' tensors mean. An adapter prepares pictures and decodes outputs; it knows no runtime."""
