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

from lyceum.learning.formats.certificate_texts import texts_in

WIDTH, HEIGHT = landscape(A4)
MIDDLE: Final = WIDTH / 2
MARGIN: Final = 36.0
TEXT_WIDTH: Final = WIDTH - 4 * MARGIN
QR_SIZE: Final = 84.0
INSET: Final = MARGIN + 30
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
    language: str


def draw_certificate(facts: CertificateFacts) -> bytes:
    """Return the certificate as a PDF file."""
    target = io.BytesIO()
    page = Canvas(target, pagesize=(WIDTH, HEIGHT), pageCompression=1, invariant=1)
    page.setTitle(f"{facts.course_title}: {facts.name}")
    page.setAuthor(facts.school)
    _draw_frame(page)
    _draw_texts(page, facts)
    _draw_foot(page, facts)
    is_right_to_left = texts_in(facts.language).is_right_to_left
    _draw_qr(page, facts.address, x=INSET if is_right_to_left else WIDTH - INSET - QR_SIZE, y=MARGIN + 30)
    page.showPage()
    page.save()
    return target.getvalue()


def _draw_texts(page: Canvas, facts: CertificateFacts) -> None:
    texts = texts_in(facts.language)
    study = texts.study.format(lessons=facts.lesson_count, length=texts.length_of(facts.minutes))
    lines = (
        (facts.school, 14, 470, FAINT),
        (texts.heading, 34, 415, ACCENT),
        (texts.certifies, 13, 365, FAINT),
        (facts.name, 30, 322, INK),
        (texts.has_completed, 13, 283, FAINT),
        (facts.course_title, 24, 245, INK),
        (study, 12, 208, FAINT),
        (texts.completed.format(texts.day_of(facts.completed_at)), 12, 188, INK),
    )
    for text, size, y, colour in lines:
        page.setFillColor(colour)
        _draw_centred(page, text, size=size, y=y)


def _draw_foot(page: Canvas, facts: CertificateFacts) -> None:
    """Draw what is for checking, where lines of the language begin."""
    texts = texts_in(facts.language)
    page.setFillColor(FAINT)
    lines = [(texts.code.format(facts.code), 9, 46), (texts.verify.format(facts.address), 9, 32)]
    if facts.instructor:
        lines.append((texts.instructor.format(facts.instructor), 10, 62))
    for text, size, height in lines:
        runs = list(_runs(text))
        x = WIDTH - INSET - _width_of(runs) * size if texts.is_right_to_left else INSET
        _draw_runs(page, runs, size=size, x=x, y=MARGIN + height)


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
    width = _width_of(runs)
    size = min(size, TEXT_WIDTH / width) if width else size
    _draw_runs(page, runs, size=size, x=MIDDLE - width * size / 2, y=y)


def _width_of(runs: list[tuple["_Font", str]]) -> float:
    """Return how wide a line is at the size 1."""
    return sum(font.face_width(piece) for font, piece in runs)


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
