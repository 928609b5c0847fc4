"""How large the invented school is, and the ids that everything in it has."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Final

from bson import ObjectId

from config.invented.chance import Chance, share_out
from config.invented.words import STATUS_SHARES
from lyceum.platform.ids import derive_id

HISTORY: Final = timedelta(days=720)
COURSES_PER_INSTRUCTOR: Final = 12


@dataclass(frozen=True, kw_only=True)
class SchoolPlan:
    """The sizes of a school and the end of its history; `seed` tells one from another of the same size."""

    seed: int
    course_count: int
    student_count: int
    enrollment_count: int
    until: datetime

    @property
    def instructor_count(self) -> int:
        """How many people teach."""
        return 1 + self.course_count // COURSES_PER_INSTRUCTOR

    @property
    def begins_at(self) -> datetime:
        """When the school began."""
        return self.until - HISTORY

    def student_id(self, number: int) -> ObjectId:
        """The id of a student, counted from 0."""
        return self._id("student", number)

    def instructor_id(self, number: int) -> ObjectId:
        """The id of an instructor, counted from 0."""
        return self._id("instructor", number)

    def course_id(self, number: int) -> ObjectId:
        """The id of a course, counted from 0."""
        return self._id("course", number)

    def chance(self, *parts: str | int) -> Chance:
        """Return the draws for one thing."""
        return Chance(":".join(map(str, (self.seed, *parts))))

    @cached_property
    def statuses(self) -> tuple[str, ...]:
        """What each course is."""
        return tuple(self._statuses())

    @cached_property
    def class_sizes(self) -> tuple[int, ...]:
        """How many are enrolled in each course: by Zipf's law, in courses that are or were public."""
        sizes = [0] * self.course_count
        open_courses = [number for number, status in enumerate(self.statuses) if status != "draft"]
        self.chance("popularity").shuffle(open_courses)
        parts = share_out(self.enrollment_count, among=len(open_courses), at_most=self.student_count)
        for number, part in zip(open_courses, parts, strict=True):
            sizes[number] = part
        return tuple(sizes)

    def _statuses(self) -> list[str]:
        chance = self.chance("statuses")
        return [
            "published",
            *chance.choices(list(STATUS_SHARES), list(STATUS_SHARES.values()), k=self.course_count - 1),
        ]

    def _id(self, kind: str, number: int) -> ObjectId:
        return derive_id("invented", str(self.seed), kind, str(number))
