"""Quizzes of whole courses: what keeps a course from being published, and what an export holds."""

from dataclasses import fields

from bson import ObjectId

from lyceum.assessment.documents import Quiz, quizzes
from lyceum.assessment.rules.authoring import find_missing_part
from lyceum.assessment.rules.drafts import QuizDraft, QuizSettings, QuizSource, draft_of
from lyceum.catalog.ports import PublishProblem

PAGE = 100


def list_quiz_problems(*, course_id: ObjectId) -> tuple[PublishProblem, ...]:
    """Return what is unfinished in the quizzes of a course."""
    return tuple(problem for quiz in list_quizzes(course_id) for problem in _problems_of(quiz))


def list_quiz_sources(course_id: ObjectId) -> tuple[QuizSource, ...]:
    """Return the quizzes of a course as an import would bring them, oldest first; no permission is checked."""
    return tuple(_source_of(quiz) for quiz in list_quizzes(course_id))


def list_quizzes(course_id: ObjectId) -> list[Quiz]:
    """Return every quiz of a course, oldest first, read some at a time."""
    found: list[Quiz] = []
    while True:
        where = {"course_id": course_id, **({"_id": {"$gt": found[-1].id}} if found else {})}
        page = quizzes.find(where, sort=[("_id", 1)], limit=PAGE)
        found += page
        if len(page) < PAGE:
            return found


def _problems_of(quiz: Quiz) -> list[PublishProblem]:
    if not quiz.questions:
        message = f"The quiz “{quiz.title}” has no questions."
        return [PublishProblem(code="quiz_empty", lesson_id=quiz.lesson_id, message=message)]
    return [
        PublishProblem(
            code="question_unfinished",
            lesson_id=quiz.lesson_id,
            message=f"Question {number} of the quiz “{quiz.title}” is not finished: {missing}",
        )
        for number, question in enumerate(quiz.questions, start=1)
        if (missing := find_missing_part(question))
    ]


def settings_of(quiz: Quiz) -> QuizSettings:
    """Return how a quiz is taken."""
    return QuizSettings(**{item.name: getattr(quiz, item.name) for item in fields(QuizSettings)})


def _source_of(quiz: Quiz) -> QuizSource:
    return QuizDraft(
        quiz_id=quiz.id,
        key=quiz.key,
        lesson_id=quiz.lesson_id,
        title=quiz.title,
        pass_mark=quiz.pass_mark,
        required=quiz.required,
        questions=tuple(draft_of(question) for question in quiz.questions),
        settings=settings_of(quiz),
    )
