"""Course folders written by tests, and what reading them says."""

from pathlib import Path

from lyceum.interop.formats.course_package import CourseFormatError
from lyceum.interop.formats.folder.reader import read_folder

SAMPLE = Path(__file__).resolve().parents[4] / "courses" / "how-to-study"

COURSE = """\
format: 1
slug: tiny
title: Tiny
sections:
  - title: One
    lessons:
      - lessons/01-first.md
      - lessons/02-second.md
summary: A course of two lessons.
"""
FIRST = """\
---
title: First
quizzes: [quizzes/check.yaml]
---
See [the second](02-second.md#end) and ![a dot](../media/dot.svg).

{{quiz:check}}
"""
SECOND = """\
---
title: Second
---
# End
"""
QUIZ = """\
title: Check
questions:
  - id: q
    kind: single
    text: Which?
    choices:
      - text: This
        correct: true
      - text: That
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>\n'


def write_course(root: Path, **changed: str) -> Path:
    """Write a course of two lessons; `changed` gives other texts for `course`, `first`, `second`, `quiz`."""
    texts = {
        "course.yaml": changed.get("course", COURSE),
        "lessons/01-first.md": changed.get("first", FIRST),
        "lessons/02-second.md": changed.get("second", SECOND),
        "quizzes/check.yaml": changed.get("quiz", QUIZ),
        "media/dot.svg": SVG,
    }
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def error_of(root: Path) -> str:
    """Read a broken course and return what is said about it."""
    try:
        read_folder(root)
    except CourseFormatError as error:
        return str(error)
    raise AssertionError("the course was read without an error")


def all_bytes(root: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
