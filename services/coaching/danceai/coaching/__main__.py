"""Starts the coaching service."""

from danceai.coaching.service import service
from danceai.common.frame.process import main

if __name__ == "__main__":
    main(service)
