"""Starts the scraper service."""

from danceai.common.frame.process import main
from danceai.scraper.service import service

if __name__ == "__main__":
    main(service)
