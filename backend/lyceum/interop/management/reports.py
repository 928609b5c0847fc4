"""What the commands report at the end."""

from pathlib import Path

from rich.console import Console

from lyceum.interop.formats.course_package import ImportNote
from lyceum.interop.services.exports import ExportReport
from lyceum.interop.services.imports import ImportReport


def print_import(console: Console, report: ImportReport) -> None:
    """Print what an import did."""
    verb = "Imported" if report.is_new else "Updated"
    state = "published" if report.is_published else "a draft"
    print_line(console, f"{verb} “{report.title}” ({report.course_id}, /courses/{report.slug}), {state}:")
    counts = {
        "section": report.section_count,
        "lesson": report.lesson_count,
        "quiz": report.quiz_count,
        "question": report.question_count,
        "media file": report.media_count,
    }
    print_line(console, "  " + ", ".join(_count(number, noun) for noun, number in counts.items()))
    if report.removed_lesson_count:
        print_line(console, f"  {_count(report.removed_lesson_count, 'lesson')} no longer in the course removed")
    _print_notes(console, report.notes)


def print_export(console: Console, report: ExportReport, path: Path) -> None:
    """Print what an export wrote."""
    counts = {"lesson": report.lesson_count, "quiz": report.quiz_count, "media file": report.media_count}
    counted = ", ".join(_count(number, noun) for noun, number in counts.items())
    print_line(console, f"Exported “{report.title}” to {path}: {counted}")
    _print_notes(console, report.notes)


def print_line(console: Console, text: str) -> None:
    """Print a line as it is, however long."""
    console.print(text, markup=False, emoji=False, highlight=False, soft_wrap=True)


def _print_notes(console: Console, notes: tuple[ImportNote, ...]) -> None:
    if not notes:
        return
    print_line(console, "Changed or left out:")
    for note in notes:
        place = note.file if note.line is None else f"{note.file}:{note.line}"
        print_line(console, f"  {place}: {note.message}")


def _count(number: int, noun: str) -> str:
    plural = {"quiz": "quizzes"}.get(noun, f"{noun}s")
    return f"{number:,} {noun if number == 1 else plural}"
