"""What the catalog holds about a person: the courses they wrote, which stay when they go, without their name."""

from collections.abc import Mapping
from typing import Final

from bson import ObjectId

from lyceum.accounts.ports import ErasedPart, Outcome
from lyceum.catalog.selectors.courses import list_authored_offers

COURSES_AT_MOST: Final = 1_000


def collect_personal_data(person_id: ObjectId) -> Mapping[str, object]:
    """Return the courses that the person wrote."""
    own = list_authored_offers(person_id, limit=COURSES_AT_MOST)
    return {
        "courses": [
            {"id": course.course_id, "title": course.title, "slug": course.slug, "status": course.status}
            for course in own
        ]
    }


def list_erasures(person_id: ObjectId) -> tuple[ErasedPart, ...]:
    """Return how many courses will have no author's name any more."""
    count = len(list_authored_offers(person_id, limit=COURSES_AT_MOST))
    return (ErasedPart(kind="courses", count=count, outcome=Outcome.ANONYMISED),)


def erase_personal_data(person_id: ObjectId) -> bool:  # noqa: ARG001 - its Protocol
    """Do nothing: a course holds nothing personal but the id of its author."""
    return True
