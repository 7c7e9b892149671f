"""Starts the pose service."""

from danceai.common.frame.process import main
from danceai.pose.service import service

if __name__ == "__main__":
    main(service)
