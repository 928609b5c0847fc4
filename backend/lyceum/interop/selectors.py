"""Reads of interop: what is stored of a course, in the order in which it is written out."""

from bson import ObjectId

from lyceum.assessment import public as assessment
from lyceum.catalog import public as catalog


def list_stored_quizzes(course_id: ObjectId) -> tuple[assessment.QuizSource, ...]:
    """Return the quizzes of a course in the order of its outline; no permission is checked."""
    places = catalog.list_lesson_places(course_id)
    order = {quiz.quiz_id: number for number, quiz in enumerate(quiz for place in places for quiz in place.quizzes)}
    quizzes = assessment.list_quiz_sources(course_id)
    return tuple(sorted(quizzes, key=lambda quiz: order.get(quiz.quiz_id, len(order))))
