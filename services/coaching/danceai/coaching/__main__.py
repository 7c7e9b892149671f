"""Starts the coaching service."""

from danceai.common.messaging.process import main
from danceai.coaching.service import service

if __name__ == "__main__":
    main(service)
