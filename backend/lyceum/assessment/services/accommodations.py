"""What single learners get beyond what a quiz allows: more time, more attempts."""

from bson import ObjectId

from lyceum.accounts import public as accounts
from lyceum.assessment import ports
from lyceum.assessment.documents import Accommodation, accommodations
from lyceum.assessment.selectors.access import get_authored_quiz
from lyceum.assessment.selectors.accommodations import AccommodationView
from lyceum.assessment.selectors.attempts import accommodation_id_of
from lyceum.platform import mongo
from lyceum.platform.actors import Actor


def set_accommodation(
    quiz_id: ObjectId, *, student_id: ObjectId, extra_time_s: int, extra_attempts: int, actor: Actor
) -> AccommodationView:
    """Say what a learner of the course gets; it holds for attempts that start from now on.

    Raises:
        NotFoundError: the quiz is absent or its course is hidden, or there is no such person.
        ForbiddenError: the actor may see the course only, or the person is not enrolled (code `not_enrolled`).
    """
    quiz = get_authored_quiz(quiz_id, actor=actor)
    person = accounts.get_person(student_id)
    ports.learning.get().check_enrolled(student_id=student_id, course_id=quiz.course_id)
    accommodation = Accommodation(
        id=accommodation_id_of(quiz_id=quiz_id, student_id=student_id),
        quiz_id=quiz_id,
        student_id=student_id,
        extra_time_s=extra_time_s,
        extra_attempts=extra_attempts,
    )
    fields = {name: value for name, value in mongo.to_bson(accommodation).items() if name != "_id"}
    accommodations.update({"_id": accommodation.id}, {"$set": fields}, upsert=True)
    return AccommodationView(accommodation=accommodation, student=person)
