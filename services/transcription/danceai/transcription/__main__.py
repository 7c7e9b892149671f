"""Starts the transcription service."""

from danceai.common.frame.process import main
from danceai.transcription.service import service

if __name__ == "__main__":
    main(service)
