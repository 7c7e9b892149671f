"""Fine-tuning of one-stage networks: what a trainer does with frames and their joints.

A program of its own (`python -m danceai.training.fine_tuning FOLDER`), with PyTorch in its environment. It knows
nothing of the service that starts it: an assignment and pictures lie in the folder, what comes of it is written there,
and how it goes is told line by line.
"""
