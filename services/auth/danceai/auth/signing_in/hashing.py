"""argon2id, kept from taking the machine: in threads of its own that step back for everybody else.

One hash takes 64 MiB and, for some hundredths of a second, as many cores as there are. Linux has a priority for each
thread, and the lanes of a hash inherit it.
"""

import asyncio
import os
import secrets
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error

from danceai.auth.signing_in.places import Places

R = TypeVar("R")
AT_ONCE = max(1, len(os.sched_getaffinity(0)) // 2)
WAITING = 30
"""Some seconds of hashing: whoever would wait longer is asked to come again"""
NICENESS = 3
hasher = PasswordHasher()  # argon2id with the parameters of RFC 9106's second choice
# Verified when there is no password to verify, so that both answers take the same time.
NOBODYS_HASH = hasher.hash(secrets.token_hex(16))
places = Places(AT_ONCE, WAITING)


def _step_back() -> None:
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)


_threads = ThreadPoolExecutor(AT_ONCE, "argon2", initializer=_step_back)


async def aside(function: Callable[..., R], *arguments: str) -> R:
    """What a function returns, run in a thread that steps back."""
    return await asyncio.get_running_loop().run_in_executor(_threads, function, *arguments)


async def matches(password_hash: str | None, password: str) -> bool:
    """Whether the password is right; takes as long without a hash. Call it within a turn (`places`)."""
    try:
        await aside(hasher.verify, password_hash or NOBODYS_HASH, password)
    except Argon2Error:
        return False
    return password_hash is not None


async def hash_of(password: str) -> str:
    """What is kept of a password. Call it within a turn (`places`)."""
    return await aside(hasher.hash, password)
