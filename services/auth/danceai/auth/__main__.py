"""Starts the auth service."""

from danceai.auth.service import service
from danceai.auth.signing_in.tokens import require_secret
from danceai.common.frame.process import main
from danceai.common.settings import Settings

if __name__ == "__main__":
    require_secret(Settings())
    main(service)
