"""Where a network runs: in process (LiteRT, ONNX Runtime) or on a Triton server. What tensors mean is the adapters' part."""
