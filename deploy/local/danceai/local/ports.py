"""Ports on this machine: which are free, and choosing some."""

import secrets
import socket

from danceai.local import servers

GRPC_SHIFT = 10_000


class PortTaken(Exception):
    """Somebody else listens on a port that is wanted."""


def is_free(port: int) -> bool:
    """Whether nobody listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((servers.HOST, port))
        except OSError:
            return False
        return True


def choose_ports(names: list[str]) -> dict[str, int]:
    """A free port for each name, below the range the system hands out, gRPC port 10000 above included."""
    chosen: dict[str, int] = {}
    while len(chosen) < len(names):
        port = 10_000 + secrets.randbelow(12_000)
        if port not in chosen.values() and is_free(port) and is_free(port + GRPC_SHIFT):
            chosen[names[len(chosen)]] = port
    return chosen
