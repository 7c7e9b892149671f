"""What a process gives up before it touches foreign bytes; none of it can be taken back. Linux on x86-64.

The libraries the work needs must be imported before: afterwards only the current folder can be read, and what is
installed for this Python, if other users may read that.
"""

import ctypes
import os
import platform
import resource
import signal
import struct
import sysconfig
from contextlib import suppress
from dataclasses import dataclass

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP = 1, 38, 22
SECCOMP_MODE_FILTER = 2
FORBIDDEN = {
    "socket": 41, "connect": 42, "accept": 43, "sendto": 44, "bind": 49, "listen": 50, "socketpair": 53,
    "fork": 57, "vfork": 58, "execve": 59, "kill": 62, "ptrace": 101, "rt_sigqueueinfo": 129, "prctl": 157,
    "mount": 165, "umount2": 166, "tkill": 200,
    "kexec_load": 246, "add_key": 248, "request_key": 249, "keyctl": 250, "unshare": 272, "perf_event_open": 298,
    "open_by_handle_at": 304, "setns": 308, "process_vm_readv": 310, "process_vm_writev": 311, "bpf": 321,
    "execveat": 322, "userfaultfd": 323, "pidfd_send_signal": 424, "io_uring_setup": 425, "pidfd_open": 434,
    "pidfd_getfd": 438,
}  # fmt: skip
"""System calls of x86-64 that no decoder needs: network, programs, other processes, the kernel's odder doors"""
X86_64, X32 = 0xC000003E, 0x40000000
"""The kind of machine; from the second number on stand the same calls under other numbers"""
CLONE, CLONE3, CLONE_THREAD = 56, 435, 0x00010000
"""Threads may be made, processes may not. The newer call cannot be looked into; who meets it missing takes the older"""
LOAD, EQUAL, AT_LEAST, HAS, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, KILL, EPERM, ENOSYS = 0x7FFF0000, 0x80000000, 0x00050001, 0x00050026
NUMBER, KIND_OF_MACHINE, FIRST_ARGUMENT = 0, 4, 16
"""Where they stand in what a filter may look at"""

LANDLOCK_CREATE, LANDLOCK_ADD, LANDLOCK_RESTRICT = 444, 445, 446
BENEATH = 1
FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
"""How many rights over files the first versions of Landlock knew; later ones know sixteen"""
READ = 1 << 2 | 1 << 3
IN_FOLDER = sum(1 << right for right in (1, 2, 3, 4, 5, 7, 8, 14))
"""Write, read, list, remove, make folders and plain files, truncate; no programs, links, sockets, devices"""


class CannotConfine(Exception):
    """This system does not let a process give up what it must."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use before it is stopped."""

    memory: int = 1024**3
    """Bytes of memory of its own"""
    cpu_seconds: int = 1800
    file_bytes: int = 4 * 1024**3
    """Of any one file it writes"""
    open_files: int = 64
    seconds: float = 1800.0
    """On the clock, which the parent looks at"""


def die_with(parent: int) -> None:
    """Have the kernel kill us when the parent dies, whatever becomes of it. Changing the user undoes this."""
    _libc().prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)  # it died before we were tied to it


def give_up(user: int | None, limits: Limits, parent: int) -> list[str]:
    """No more than the limits, no root, no way back, no network, no files but those of the current folder.

    Returns what this kernel does not offer; the rest holds. Raises CannotConfine when the network would stay open.
    """
    if len(os.listdir("/proc/self/task")) != 1:  # noqa: PTH208 - names are all that is wanted
        raise CannotConfine("a library has started threads, which would keep what we give up")
    _limit(limits)
    if user is not None:
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)
        die_with(parent)
    _libc().prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    installed = {path: READ for name, path in sysconfig.get_paths().items() if name.endswith("lib")}
    missing = [] if _keep_to(installed | {".": IN_FOLDER}) else ["files"]
    _forbid_calls()
    return missing


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _limit(limits: Limits) -> None:
    # Memory of one's own is what counts; addresses that are only reserved are cheap, but not without end.
    resource.setrlimit(resource.RLIMIT_DATA, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_AS, (4 * limits.memory, 4 * limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.file_bytes, limits.file_bytes))
    resource.setrlimit(resource.RLIMIT_NOFILE, (limits.open_files, limits.open_files))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _keep_to(allowed: dict[str, int]) -> bool:
    """Leave nothing readable or writable but what lies in these folders (Landlock). False where the kernel lacks it."""
    libc = _libc()
    version = libc.syscall(LANDLOCK_CREATE, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return False
    files = (1 << FILE_RIGHTS.get(version, 16)) - 1
    # From the fourth version on it also knows TCP, from the sixth signals and sockets of others.
    rules = struct.pack("<QQQ", files, 3 if version >= 4 else 0, 3 if version >= 6 else 0)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    ruleset = libc.syscall(LANDLOCK_CREATE, rules, ctypes.c_size_t(size), 0)
    for place, rights in allowed.items():
        with suppress(PermissionError):  # what is not for our eyes needs no permission
            opened = os.open(place, os.O_PATH)
            libc.syscall(LANDLOCK_ADD, ruleset, BENEATH, struct.pack("<Qi", rights & files, opened), 0)
            os.close(opened)
    restricted = libc.syscall(LANDLOCK_RESTRICT, ruleset, 0)
    os.close(ruleset)
    return bool(restricted == 0)


def _forbid_calls() -> None:
    """Let the kernel answer "not permitted" to the forbidden calls (seccomp). Raises CannotConfine."""
    if platform.machine() != "x86_64":
        raise CannotConfine("the filter of system calls is written for x86-64")
    numbers = sorted(FORBIDDEN.values())
    refuse = 5 + len(numbers) + 5  # the place of the step that refuses
    # A step: what to do, how many steps to skip if it is so and if it is not, and a number to do it with.
    steps = [
        (LOAD, 0, 0, KIND_OF_MACHINE),
        (EQUAL, 1, 0, X86_64),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER),
        (AT_LEAST, refuse - 5, 0, X32),
        *((EQUAL, refuse - 6 - i, 0, number) for i, number in enumerate(numbers)),
        (EQUAL, 5, 0, CLONE3),
        (EQUAL, 0, 2, CLONE),
        (LOAD, 0, 0, FIRST_ARGUMENT),
        (HAS, 0, 1, CLONE_THREAD),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, EPERM),
        (RETURN, 0, 0, ENOSYS),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("<HBBI", *step) for step in steps))
    program = struct.pack("<HxxxxxxQ", len(steps), ctypes.addressof(code))
    if _libc().prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program, 0, 0) != 0:
        raise CannotConfine("the kernel takes no filter of system calls")
