"""What single learners get beyond what a quiz allows, as those who teach see it."""

from dataclasses import dataclass

from bson import ObjectId

from lyceum.accounts import public as accounts
from lyceum.accounts.public import Person
from lyceum.assessment.documents import Accommodation, accommodations
from lyceum.assessment.selectors.access import get_authored_quiz
from lyceum.platform.actors import Actor
from lyceum.platform.paging import Page, PageRequest, find_page


@dataclass(frozen=True, slots=True, kw_only=True)
class AccommodationView:
    """What somebody gets; `student` is None when they are gone."""

    accommodation: Accommodation
    student: Person | None


def list_accommodations(quiz_id: ObjectId, *, actor: Actor, page: PageRequest) -> Page[AccommodationView]:
    """Return one page of what learners get beyond what a quiz allows.

    Raises:
        NotFoundError: the quiz is absent or its course is hidden.
        ForbiddenError: the actor may see its course only.
    """
    get_authored_quiz(quiz_id, actor=actor)
    found = find_page(accommodations, Accommodation, {"quiz_id": quiz_id}, sort=[("_id", 1)], page=page)
    people = accounts.list_people([item.student_id for item in found.items])
    return found.map(lambda item: AccommodationView(accommodation=item, student=people.get(item.student_id)))
