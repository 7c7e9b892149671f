"""Where a network runs: in process (LiteRT, ONNX Runtime) or on a Triton server. Adapters say what tensors mean."""
