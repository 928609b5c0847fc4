"""The keys of a stored course's lessons and quizzes: those of its import, or made from titles.

Import and export use the same keys, so that a course that was written here, exported and imported again is found
again part by part.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from bson import ObjectId

from lyceum.assessment import public as assessment
from lyceum.catalog import public as catalog
from lyceum.interop.formats.course_package import LESSON_KEY, QUIZ_KEY

KEY_LENGTH: Final = 60
_NOT_KEY: Final = re.compile(r"[^a-z0-9]+")


def lesson_keys(source: catalog.CourseSource) -> dict[ObjectId, str]:
    """Return the key of each lesson by its id, in the order of the course."""
    lessons = [lesson for section in source.sections for lesson in section.lessons]
    named = [(item.lesson_id, item.key if LESSON_KEY.fullmatch(item.key) else "", item.title) for item in lessons]
    return _unique_keys(named)


def quiz_keys(quizzes: Iterable[assessment.QuizSource]) -> dict[ObjectId, str]:
    """Return the key of each quiz by its id."""
    named = [(item.quiz_id, item.key if QUIZ_KEY.fullmatch(item.key) else "", item.title) for item in quizzes]
    return _unique_keys(named)


def _unique_keys(named: list[tuple[ObjectId, str, str]]) -> dict[ObjectId, str]:
    """Give each id its own key, or one from its title that no other has."""
    keys: dict[ObjectId, str] = {}
    taken = {key for _, key, _ in named if key}
    for own_id, key, title in named:
        if key and key not in keys.values():
            keys[own_id] = key
            continue
        base = key_of(title)
        made, number = base, 1
        while made in taken:
            number += 1
            made = f"{base}-{number}"
        taken.add(made)
        keys[own_id] = made
    return keys


def key_of(title: str) -> str:
    """Make a key from a title: lower-case Latin letters, digits and hyphens, `part` where none is left."""
    plain = unicodedata.normalize("NFKD", title).casefold().encode("ascii", "ignore").decode()
    return _NOT_KEY.sub("-", plain)[:KEY_LENGTH].strip("-") or "part"
