"""Certificates as PDF: one A4 page with every fact, and a QR code of the address that repeats them.

Names come in every script: letters are joined and ordered for those written from the right (Unicode Bidirectional
Algorithm, UAX 9), and each letter is drawn in the first of the fonts that has it. The fonts are Noto's (OFL 1.1),
embedded as far as they are used. The same facts make the same bytes.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Final

import arabic_reshaper
import segno
from bidi import get_display
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = landscape(A4)
MIDDLE: Final = WIDTH / 2
MARGIN: Final = 36.0
TEXT_WIDTH: Final = WIDTH - 4 * MARGIN
QR_SIZE: Final = 84.0
INK: Final = HexColor("#1f2937")
FAINT: Final = HexColor("#5b6472")
ACCENT: Final = HexColor("#1d4ed8")


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFacts:
    """What a certificate says."""

    name: str
    course_title: str
    instructor: str
    school: str
    minutes: int
    lesson_count: int
    completed_at: datetime
    code: str
    address: str


def draw_certificate(facts: CertificateFacts) -> bytes:
    """Return the certificate as a PDF file."""
    target = io.BytesIO()
    page = Canvas(target, pagesize=(WIDTH, HEIGHT), pageCompression=1, invariant=1)
    page.setTitle(f"{facts.course_title}: {facts.name}")
    page.setAuthor(facts.school)
    _draw_frame(page)
    _draw_texts(page, facts)
    _draw_qr(page, facts.address, x=WIDTH - MARGIN - 30 - QR_SIZE, y=MARGIN + 30)
    page.showPage()
    page.save()
    return target.getvalue()


def hours_of(minutes: int) -> str:
    """Return a length of study as people say it."""
    if minutes < 60:  # noqa: PLR2004 - an hour
        return f"{minutes} minutes"
    hours = round(minutes / 60 * 2) / 2
    return f"{hours:g} hours" if hours != 1 else "1 hour"


def _draw_texts(page: Canvas, facts: CertificateFacts) -> None:
    day = f"{facts.completed_at.day} {facts.completed_at:%B %Y}"
    lines = (
        (facts.school, 14, 470, FAINT),
        ("Certificate of completion", 34, 415, ACCENT),
        ("This is to certify that", 13, 365, FAINT),
        (facts.name, 30, 322, INK),
        ("has completed every lesson of", 13, 283, FAINT),
        (facts.course_title, 24, 245, INK),
        (f"{facts.lesson_count} lessons, {hours_of(facts.minutes)} of study", 12, 208, FAINT),
        (f"Completed on {day}", 12, 188, INK),
    )
    for text, size, y, colour in lines:
        page.setFillColor(colour)
        _draw_centred(page, text, size=size, y=y)
    page.setFillColor(FAINT)
    if facts.instructor:
        _draw_from(page, f"Instructor: {facts.instructor}", size=10, x=MARGIN + 30, y=MARGIN + 62)
    _draw_from(page, f"Certificate {facts.code}", size=9, x=MARGIN + 30, y=MARGIN + 46)
    _draw_from(page, f"Verify it at {facts.address}", size=9, x=MARGIN + 30, y=MARGIN + 32)


def _draw_frame(page: Canvas) -> None:
    page.setStrokeColor(ACCENT)
    page.setLineWidth(2)
    page.rect(MARGIN, MARGIN, WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN)
    page.setLineWidth(0.5)
    page.rect(MARGIN + 6, MARGIN + 6, WIDTH - 2 * MARGIN - 12, HEIGHT - 2 * MARGIN - 12)


def _draw_qr(page: Canvas, address: str, *, x: float, y: float) -> None:
    """Draw a QR code, each run of dark modules as one rectangle."""
    rows = segno.make_qr(address, error="m").matrix
    module = QR_SIZE / len(rows)
    page.setFillColor(INK)
    shape = page.beginPath()
    for number, row in enumerate(rows):
        column = 0
        for is_dark, run in groupby(row):
            length = len(list(run))
            if is_dark:
                shape.rect(x + column * module, y + QR_SIZE - (number + 1) * module, length * module, module)
            column += length
    page.drawPath(shape, stroke=0, fill=1)


def _draw_centred(page: Canvas, text: str, *, size: float, y: float) -> None:
    """Draw a line in the middle, smaller where it would be too wide."""
    runs = list(_runs(text))
    width = sum(font.face_width(piece) for font, piece in runs)
    size = min(size, TEXT_WIDTH / width) if width else size
    _draw_runs(page, runs, size=size, x=MIDDLE - width * size / 2, y=y)


def _draw_from(page: Canvas, text: str, *, size: float, x: float, y: float) -> None:
    _draw_runs(page, list(_runs(text)), size=size, x=x, y=y)


def _draw_runs(page: Canvas, runs: list[tuple["_Font", str]], *, size: float, x: float, y: float) -> None:
    for font, piece in runs:
        page.setFont(font.name, size)
        page.drawString(x, y, piece)
        x += font.face_width(piece) * size


@dataclass(frozen=True, slots=True)
class _Font:
    """A font that is ready to draw with."""

    name: str
    letters: frozenset[int]
    font: TTFont

    def face_width(self, text: str) -> float:
        """Return how wide a text is at the size 1."""
        return float(self.font.stringWidth(text, 1))


@cache
def _fonts() -> tuple[_Font, ...]:
    """Read the fonts once per process; the first one draws what none has."""
    return (
        _load("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf"),
        _load("fontpkg_noto_sans_arabic", "NotoSansArabic[wdth,wght].ttf"),
    )


def _load(package: str, name: str) -> _Font:
    font = TTFont(package, str(files(package) / "files" / name))
    registerFont(font)
    return _Font(name=package, letters=frozenset(font.face.charToGlyph), font=font)


def _runs(text: str) -> Iterator[tuple[_Font, str]]:
    """Cut a text, in the order in which it is seen, into pieces of one font each."""
    seen = get_display(arabic_reshaper.reshape(text))
    fonts = _fonts()

    def font_of(letter: str) -> _Font:
        return next((font for font in fonts if ord(letter) in font.letters), fonts[0])

    for font, letters in groupby(seen, key=font_of):
        yield font, "".join(letters)
