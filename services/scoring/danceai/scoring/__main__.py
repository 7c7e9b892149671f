"""Starts the scoring service."""

from danceai.common.frame.process import main
from danceai.scoring.service import service

if __name__ == "__main__":
    main(service)
