"""What the commands show: a bar while they work, and a report at the end."""

import sys
from pathlib import Path
from types import TracebackType
from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from lyceum.interop.formats.course_package import ImportNote
from lyceum.interop.services.exports import ExportReport
from lyceum.interop.services.imports import ImportProgress, ImportReport, OnProgress

TITLE_WIDTH: Final = 40


class ProgressLine:
    """A progress bar on standard error; on no terminal it stays silent."""

    def __init__(self) -> None:
        self._progress = Progress(
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.description}"),
            console=Console(file=sys.stderr),
            transient=True,
            disable=not sys.stderr.isatty(),
        )
        self._task = self._progress.add_task("reading and checking", total=None)

    def __enter__(self) -> OnProgress:
        """Show the bar."""
        self._progress.start()
        return self._show

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        self._progress.stop()

    def _show(self, progress: ImportProgress) -> None:
        title = escape(progress.title[:TITLE_WIDTH])
        self._progress.update(self._task, completed=progress.done, total=progress.total, description=title)


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
