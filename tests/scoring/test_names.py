"""Names in the PDF: whatever they are written in, no box stands for a letter; however long, they stay on the page."""

import re
from datetime import date
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import ByteStringObject, ContentStream, TextStringObject

from danceai.common.contracts.base import Camera, Dance, Language
from danceai.common.contracts.scores import CameraFacts, ComponentScore, MusicFacts, Result
from danceai.scoring.criteria.components import COMPONENTS
from danceai.scoring.report import document
from danceai.scoring.report.document import Printed, collect_facts, compile_pdf

NAMES = {
    "Korean": "김민준 & 이서연",
    "Thai": "สมชาย & ใจดี",
    "Chinese": "王小明 & 陳大文",
    "Japanese": "髙橋さくら & ミツキ",
    "Cyrillic": "Ёлка & Їжак",
    "Georgian": "გიორგი & ნინო",
    "Armenian": "Արմեն & Անի",
    "Vietnamese": "Nguyễn Ánh & Trần Đức",
    "emoji": "Anna 💃🏽✨ & 👩\u200d❤️\u200d👨 🇩🇪",
}
SHAPED = {"Arabic": "محمد & پگاه", "Hebrew": "דוד & נועה", "Devanagari": "प्रिया & शर्मा", "Thai": "ณัฐ & น้ำ"}
"""Their glyphs stand in another order than their letters, or for several of them"""
ELSEWHERE = {
    "রহিম & Anna": "Rahima & Anna",
    "తెలుగు & ਗੁਰਪ੍ਰੀਤ": "Telugu & Gurapriita",
    "አበበ & Li": "Ababa & Li",
    "𝓐𝓷𝓷𝓪 & 𝕄𝕒𝕩": "Anna & Max",
    "𝄞 & Anna": "? & Anna",
}


def _write(couple: str, folder: Path, fonts: Path) -> pypdf.PdfReader:
    """A report with nothing in it but the couple's name."""
    result = Result(
        components=[ComponentScore(code=code, score=None, low=None, high=None, coverage=0.0) for code in COMPONENTS],
        total=None,
        metrics=[],
        music=MusicFacts(assessable=False),
        deficits=[],
        view="front",
        cameras={Camera.A: CameraFacts(view="front", coverage=1.0)},
        profile="js-2.1",
    )
    facts = collect_facts(result, "", Printed(couple, Dance.WALTZ, date(2026, 11, 22)), Language.EN)
    pdf = folder / "report.pdf"
    pdf.write_bytes(compile_pdf(facts, folder, fonts))
    return pypdf.PdfReader(pdf)


def _read(reader: pypdf.PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def _count_boxes(reader: pypdf.PdfReader) -> int:
    """Glyphs of number 0, which every font has for what it does not have; fonts are embedded with two-byte numbers."""
    count = 0
    for page in reader.pages:
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator not in {b"Tj", b"TJ"}:
                continue
            shown = operands[0] if isinstance(operands[0], list) else operands
            for piece in shown:
                if isinstance(piece, ByteStringObject | TextStringObject):
                    codes = piece.original_bytes
                    count += sum(codes[at : at + 2] == b"\0\0" for at in range(0, len(codes), 2))
    return count


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_names_of_all_scripts_are_letters(name: str, models_folder: Path, tmp_path: Path) -> None:
    reader = _write(name, tmp_path, models_folder / "fonts")
    assert name in _read(reader)
    assert _count_boxes(reader) == 0


@pytest.mark.parametrize("name", SHAPED.values(), ids=SHAPED)
def test_scripts_that_are_shaped_are_letters_too(name: str, models_folder: Path, tmp_path: Path) -> None:
    reader = _write(name, tmp_path, models_folder / "fonts")
    assert set(name) <= set(_read(reader))
    assert _count_boxes(reader) == 0


@pytest.mark.parametrize(("name", "written"), ELSEWHERE.items())
def test_what_no_font_has_is_written_out(name: str, written: str, models_folder: Path, tmp_path: Path) -> None:
    reader = _write(name, tmp_path, models_folder / "fonts")
    assert written in _read(reader)
    assert _count_boxes(reader) == 0


def test_without_its_font_a_name_is_written_out_and_would_else_be_boxes(
    models_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    (fonts / "NotoSans_400Regular.ttf").symlink_to(models_folder / "fonts" / "NotoSans_400Regular.ttf")
    assert "Gimminjun & Anna" in _read(_write("김민준 & Anna", tmp_path, fonts))
    monkeypatch.setattr(document, "list_letters", lambda folder: frozenset(range(0x20000)))
    assert _count_boxes(_write("김민준 & Anna", tmp_path, fonts)) >= 3


@pytest.mark.parametrize("letter", ["Ø", "Ж", "김", "م", "💃"])
def test_a_long_unbroken_name_wraps_within_the_page(letter: str, models_folder: Path, tmp_path: Path) -> None:
    reader = _write(f"{120 * letter} & {120 * letter}", tmp_path, models_folder / "fonts")
    page = reader.pages[0]
    places: list[tuple[float, float]] = []
    page.extract_text(
        visitor_text=lambda text, cm, tm, font, size: places.append((tm[4], tm[5])) if text.strip() else None
    )
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    assert all(0 <= x <= width and 0 <= y <= height for x, y in places)
    lines = [line for line in page.extract_text().split("\n") if letter in line]
    title, footer = lines[:-1], lines[-1]
    assert sum(line.count(letter) for line in title) == 240
    assert len(title) >= 4
    assert "…" in re.sub(r"\s", "", footer), "the running foot is cut to its line"
    assert _count_boxes(reader) == 0
