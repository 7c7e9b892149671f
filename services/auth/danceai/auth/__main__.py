"""Starts the auth service."""

from danceai.auth.service import service
from danceai.common.frame.process import main

if __name__ == "__main__":
    main(service)
