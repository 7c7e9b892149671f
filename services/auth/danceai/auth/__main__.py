"""Starts the auth service."""

from danceai.common.messaging.process import main
from danceai.auth.service import service

if __name__ == "__main__":
    main(service)
