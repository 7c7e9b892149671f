"""Starts the ingest service."""

from danceai.common.frame.process import main
from danceai.ingest.service import service

if __name__ == "__main__":
    main(service)
