"""The recipe of the couple network: MoveNet MultiPose, taught with rendered couples to see both in one silhouette.

A workbench, not a part of the running service: `make couple-network` runs it, with PyTorch in an environment of its
own.
"""
