"""Starts the training service."""

from danceai.common.frame.process import main
from danceai.training.service import service

if __name__ == "__main__":
    main(service)
