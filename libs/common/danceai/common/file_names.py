"""Names of files as people's systems give them: which are admitted, how long they are kept, how a header carries them.

A name is a label that is shown and stored; no path is ever made of it. So all that a file system can hold is admitted,
in any script and with any spaces, joiners, marks and dots; only what would break a line, a path or a header is not.
"""

import unicodedata
from urllib.parse import quote

LONGEST = 255
"""Bytes in UTF-8 that are kept: as much as a file system gives a name"""
LONGEST_ENDING = 24
"""Bytes of an ending that is kept when a name is shortened: with its dot"""
SEPARATORS = frozenset("/\\")
OVERRIDES = dict.fromkeys((0x202D, 0x202E))
"""They turn the letters that follow around, so that an ending can look like another one"""
BREAKING = frozenset(("Cc", "Cs"))
"""Control characters and halves of a surrogate pair (Unicode general category)"""


def _breaks(mark: str) -> bool:
    return mark in SEPARATORS or unicodedata.category(mark) in BREAKING


def is_carried(name: str) -> bool:
    """Whether a file can bear this name: no separators or control characters, and neither `.` nor `..`."""
    plain = name.translate(OVERRIDES)
    return plain not in ("", ".", "..") and not any(map(_breaks, plain))


def named_after(title: str, ending: str) -> str:
    """A file's name made of a title: what no file can bear becomes `_`. ending: with its dot."""
    return kept_name("".join("_" if _breaks(mark) else mark for mark in title) + ending)


def kept_name(name: str) -> str:
    """The name as it is kept: without overrides of direction, and shortened before its ending where it is too long."""
    plain = name.translate(OVERRIDES)
    if len(plain.encode()) <= LONGEST:
        return plain
    stem, dot, last = plain.rpartition(".")
    ending = dot + last
    if not stem or len(ending.encode()) > LONGEST_ENDING:
        stem, ending = plain, ""
    room = LONGEST - len(ending.encode())
    return stem.encode()[:room].decode(errors="ignore") + ending


def attachment(name: str) -> str:
    """The Content-Disposition of a download under this name (RFC 6266): ASCII for old readers, and all of it."""
    plain = "".join(mark if " " <= mark <= "~" and mark not in '"\\%' else "_" for mark in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='', errors='replace')}"
