"""What single learners get beyond what a quiz allows: more time, more attempts."""

from bson import ObjectId

from lyceum.accounts import public as accounts
from lyceum.accounts.public import Person
from lyceum.assessment import ports
from lyceum.assessment.documents import Accommodation, Quiz, accommodations, attempts
from lyceum.assessment.rules.policies import AttemptState, extended_deadline, is_overdue
from lyceum.assessment.selectors.access import get_authored_quiz
from lyceum.assessment.selectors.accommodations import AccommodationView
from lyceum.assessment.selectors.attempts import accommodation_id_of, find_accommodation, find_last_attempt
from lyceum.platform import mongo
from lyceum.platform.actors import Actor
from lyceum.platform.clock import utc_now
from lyceum.platform.errors import FieldError, InvalidError


def set_accommodation(
    quiz_id: ObjectId, *, student: str, extra_time_s: int, extra_attempts: int, actor: Actor
) -> AccommodationView:
    """Say what a learner of the course gets, from now on; an attempt that runs gets time that is added, too.

    Raises:
        NotFoundError: the quiz is absent or its course is hidden.
        ForbiddenError: the actor may see the course only, or the person is not enrolled (code `not_enrolled`).
        InvalidError: `student` is nobody's id, username or e-mail address.
    """
    quiz = get_authored_quiz(quiz_id, actor=actor)
    person = _get_student(student)
    ports.learning.get().check_enrolled(student_id=person.person_id, course_id=quiz.course_id)
    accommodation = Accommodation(
        id=accommodation_id_of(quiz_id=quiz_id, student_id=person.person_id),
        quiz_id=quiz_id,
        student_id=person.person_id,
        extra_time_s=extra_time_s,
        extra_attempts=extra_attempts,
    )
    mongo.run_in_transaction(lambda: _keep(accommodation, quiz=quiz))
    return AccommodationView(accommodation=accommodation, student=person)


def _keep(accommodation: Accommodation, *, quiz: Quiz) -> None:
    """Store it, and let a running attempt go on for what was added to its time; part of a transaction."""
    before = find_accommodation(quiz_id=quiz.id, student_id=accommodation.student_id)
    fields = {name: value for name, value in mongo.to_bson(accommodation).items() if name != "_id"}
    accommodations.update({"_id": accommodation.id}, {"$set": fields}, upsert=True)
    added_s = accommodation.extra_time_s - before.extra_time_s
    running = find_last_attempt(quiz_id=quiz.id, student_id=accommodation.student_id)
    if running is None or running.state is not AttemptState.OPEN or running.deadline is None:
        return
    if added_s > 0 and quiz.time_limit_s is not None and not is_overdue(running.deadline, now=utc_now()):
        later = extended_deadline(running.deadline, added_s=added_s, closes_at=quiz.closes_at)
        where = {"_id": running.id, "state": AttemptState.OPEN.value}
        attempts.update(where, {"$set": {"deadline": later}})


def _get_student(identifier: str) -> Person:
    person = accounts.find_person(identifier)
    if person is None:
        message = "Nobody has this id, username or e-mail address."
        raise InvalidError(message, errors=(FieldError(field="student", code="unknown", message=message),))
    return person
