"""Names of files of every system and script are kept as they are, and every header is one line that says them."""

import unicodedata
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danceai.common.file_names import LONGEST, OVERRIDES, SEPARATORS, attachment, is_carried, kept_name, named_after

REAL = [
    "Screen Recording 2026-11-20 at 9.41.05\u202fPM.mov",  # macOS writes a narrow no-break space
    "Bildschirmaufnahme\u00a02026-11-20.mov",
    "ワルツ\u3000練習.mp4",
    "👩\u200d❤\ufe0f\u200d👨 waltz.mp4",
    "می\u200cرقصیم.mp4",
    "\u200fوالس\u200f.mp4",
    "Вальс №1.mp4",
    "Cafe\u0301.MP4",
    "...waltz..final...mp4",
    ".hidden.mp4",
    "waltz (1): 'A' \"B\" 50% #2; x=y&z.mp4",
    " .mp4",
    "waltz",
]
HOSTILE = [
    "../../etc/passwd.mp4",
    "a\x00b.mp4",
    "waltz\n.mp4",
    "c:\\waltz.mp4",
    "a\x85.mp4",
    "a\ud800.mp4",
    ".",
    "..",
    "",
]
names = st.text(min_size=1, max_size=1024)


def _told(header: str) -> str:
    """The name in the parameter that browsers prefer (RFC 5987)."""
    _, charset, value = header.rpartition("filename*=UTF-8''")
    assert charset
    return unquote(value, errors="strict")


@pytest.mark.parametrize("name", REAL)
def test_a_real_name_is_kept_letter_by_letter(name: str) -> None:
    assert is_carried(name)
    assert kept_name(name) == name
    assert _told(attachment(name)) == name


@pytest.mark.parametrize("name", HOSTILE)
def test_what_no_file_can_bear_is_refused(name: str) -> None:
    assert not is_carried(name)


def test_an_ending_cannot_be_hidden_by_turning_letters_around() -> None:
    assert kept_name("waltz\u202e4pm.exe") == "waltz4pm.exe"


@given(names)
def test_only_what_a_path_or_a_line_cannot_hold_is_refused(name: str) -> None:
    plain = name.translate(OVERRIDES)
    broken = any(mark in SEPARATORS or unicodedata.category(mark) in ("Cc", "Cs") for mark in plain)
    assert is_carried(name) == (not broken and plain not in ("", ".", ".."))


@given(names.filter(is_carried))
def test_a_kept_name_is_a_name_again_short_enough_and_has_its_ending(name: str) -> None:
    kept = kept_name(f"{name}.mp4")
    assert is_carried(kept)
    assert kept_name(kept) == kept
    assert len(kept.encode()) <= LONGEST
    assert kept.endswith(".mp4")
    whole = f"{name}.mp4".translate(OVERRIDES)
    assert kept == whole or whole.startswith(kept.removesuffix(".mp4"))


@given(names)
def test_any_title_gives_a_name_and_any_name_a_header_of_one_line(title: str) -> None:
    name = named_after(title, ".srt")
    assert is_carried(name)
    header = attachment(name)
    assert header.isascii()
    assert header.isprintable()
    assert _told(header) == name
    assert attachment(title).isprintable(), "even of what is no name"
