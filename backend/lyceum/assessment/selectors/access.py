"""Who may see and change which quiz (the table of the HTTP contract).

Everything that a request names is fetched through here, so that nothing is read or written unchecked.
"""

from dataclasses import dataclass
from typing import Final

from bson import ObjectId

from lyceum.assessment import ports
from lyceum.assessment.documents import Quiz, quizzes
from lyceum.catalog import public as catalog
from lyceum.platform import cache
from lyceum.platform.actors import Actor
from lyceum.platform.errors import NotFoundError

QUIZ: Final = cache.declare(
    "quiz:{id}",
    kind=Quiz,
    ttl_s=30 * 60,
    invalidated_by=("the quiz, a question or a choice is changed", "the quiz or its lesson is removed"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadableQuiz:
    """A quiz that the actor may read; authors see the key."""

    quiz: Quiz
    is_author: bool


def get_quiz(quiz_id: ObjectId) -> Quiz:
    """Return a quiz, whoever asks; from the cache where it is there.

    Raises:
        NotFoundError: there is none.
    """
    return cache.read_through(QUIZ, lambda: _load_quiz(quiz_id), id=quiz_id)


def get_known_quiz(quiz_id: ObjectId) -> Quiz:
    """Return a quiz as its readers know it, also to a transaction that does not change it.

    Raises:
        NotFoundError: there is none.
    """
    return cache.read_beside(QUIZ, lambda: _load_quiz(quiz_id), id=quiz_id)


def get_readable_quiz(quiz_id: ObjectId, *, actor: Actor) -> ReadableQuiz:
    """Return a quiz that the actor may read: of their own course, or of one they are enrolled in.

    Raises:
        NotFoundError: it is absent or its course is hidden.
        ForbiddenError: the actor is not enrolled (code `not_enrolled`).
    """
    quiz = get_quiz(quiz_id)
    return ReadableQuiz(quiz=quiz, is_author=check_may_read(quiz.course_id, actor=actor, noun="quiz"))


def get_learners_quiz(quiz_id: ObjectId, *, actor: Actor) -> Quiz:
    """Return a quiz that the actor may answer, for which they must be enrolled.

    Raises:
        NotFoundError: it is absent or its course is hidden.
        ForbiddenError: the actor is not enrolled (code `not_enrolled`).
    """
    readable = get_readable_quiz(quiz_id, actor=actor)
    if readable.is_author:
        ports.learning.get().check_enrolled(student_id=actor.user_id, course_id=readable.quiz.course_id)
    return readable.quiz


def get_authored_quiz(quiz_id: ObjectId, *, actor: Actor) -> Quiz:
    """Return a quiz that the actor may change.

    Raises:
        NotFoundError: it is absent or its course is hidden.
        ForbiddenError: the actor may see its course only.
    """
    quiz = get_quiz(quiz_id)
    try:
        catalog.get_authored_course(quiz.course_id, actor=actor)
    except NotFoundError:  # of a hidden course not even the quiz is known
        raise _missing("quiz") from None
    return quiz


def check_may_read(course_id: ObjectId, *, actor: Actor, noun: str) -> bool:
    """Let only its authors and learners read a course's quizzes; tell whether the actor is an author.

    Raises:
        NotFoundError: the course is hidden; `noun` is what was asked for.
        ForbiddenError: the actor is not enrolled (code `not_enrolled`).
    """
    if is_author(course_id, actor=actor, noun=noun):
        return True
    ports.learning.get().check_enrolled(student_id=actor.user_id, course_id=course_id)
    return False


def is_author(course_id: ObjectId, *, actor: Actor, noun: str) -> bool:
    """Tell whether the actor may change the course.

    Raises:
        NotFoundError: the course is hidden; `noun` is what was asked for.
    """
    try:
        offer = catalog.get_course_offer(course_id, actor=actor)
    except NotFoundError:  # of a hidden course not even its parts are known
        raise _missing(noun) from None
    return actor.is_admin or (actor.is_instructor and offer.instructor_id == actor.user_id)


def get_quiz_of_question(question_id: ObjectId) -> Quiz:
    """Return the quiz that holds a question, whoever asks.

    Raises:
        NotFoundError: there is no such question.
    """
    return _get_holder({"questions._id": question_id}, noun="question")


def get_quiz_of_choice(choice_id: ObjectId) -> Quiz:
    """Return the quiz that holds a choice, whoever asks.

    Raises:
        NotFoundError: there is no such choice.
    """
    return _get_holder({"questions.choices._id": choice_id}, noun="choice")


def _get_holder(where: dict[str, ObjectId], *, noun: str) -> Quiz:
    quiz = quizzes.find_one(where)
    if quiz is None:
        raise _missing(noun)
    return quiz


def _load_quiz(quiz_id: ObjectId) -> Quiz:
    quiz = quizzes.find_by_id(quiz_id)
    if quiz is None:
        raise _missing("quiz")
    return quiz


def _missing(noun: str) -> NotFoundError:
    return NotFoundError(f"There is no such {noun}.")
