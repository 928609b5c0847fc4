"""Which file of a course folder holds what."""

import re
from pathlib import PurePosixPath
from typing import Final

FORMAT_VERSION: Final = 1
COURSE_FILE: Final = PurePosixPath("course.yaml")
LESSON_FOLDER: Final = PurePosixPath("lessons")
QUIZ_FOLDER: Final = PurePosixPath("quizzes")
MEDIA_FOLDER: Final = PurePosixPath("media")
_NUMBER: Final = re.compile(r"\d+-(?=.)")


def lesson_key(path: PurePosixPath) -> str:
    """Derive a lesson's key from its file: without the folder `lessons`, the number in front and the suffix.

    So a lesson keeps its key, and learners their progress, when it gets another place and number.
    """
    inner = path.relative_to(LESSON_FOLDER) if path.is_relative_to(LESSON_FOLDER) else path
    return str(inner.with_name(_NUMBER.sub("", inner.stem, count=1)))


def lesson_path(key: str, *, number: int, count: int) -> PurePosixPath:
    """Name the file of the lesson at a place (from 1) among `count`."""
    inner = PurePosixPath(key)
    width = max(2, len(str(count)))
    return LESSON_FOLDER / inner.with_name(f"{number:0{width}}-{inner.name}.md")


def quiz_key(path: PurePosixPath) -> str:
    """Derive a quiz's key from its file: its name without the suffix."""
    return path.name.removesuffix(".yaml")


def quiz_path(key: str) -> PurePosixPath:
    """Name the file of a quiz."""
    return QUIZ_FOLDER / f"{key}.yaml"
