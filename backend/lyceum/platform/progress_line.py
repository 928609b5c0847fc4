"""What long commands show while they work: how far they are."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

TITLE_WIDTH: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkProgress:
    """How far some work is: `done` of `total` steps, and what comes next."""

    done: int
    total: int
    title: str


type OnProgress = Callable[[WorkProgress], None]


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

    def _show(self, progress: WorkProgress) -> None:
        title = escape(progress.title[:TITLE_WIDTH])
        self._progress.update(self._task, completed=progress.done, total=progress.total, description=title)
