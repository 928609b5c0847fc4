"""Quizzes that come from an import: stored again and again under ids derived from their keys."""

from dataclasses import asdict
from functools import partial
from typing import Any

import msgspec
from bson import ObjectId

from lyceum.assessment.documents import Quiz, quizzes
from lyceum.assessment.rules.drafts import QuestionDraft, QuizDraft
from lyceum.assessment.rules.questions import Question
from lyceum.assessment.selectors.reviews import list_quizzes
from lyceum.assessment.services.question_texts import make_question
from lyceum.assessment.services.quiz_changes import keep_quiz
from lyceum.assessment.services.quizzes import remove_quiz
from lyceum.catalog import public as catalog
from lyceum.platform import mongo
from lyceum.platform.clock import utc_now
from lyceum.platform.ids import derive_id


def store_quiz(draft: QuizDraft, *, course_id: ObjectId) -> None:
    """Store a quiz and place it in its lesson; what is the same as before is not written.

    A question keeps its id while its key stays, a choice while its text stays.

    Raises:
        NotFoundError: there is no such lesson.
        InvalidQuestionError: a question contradicts its own kind.
        QuizTooLargeError: the quiz holds more than it may.
    """
    questions = tuple(_make_question(item, quiz_id=draft.quiz_id, course_id=course_id) for item in draft.questions)

    def body() -> None:
        before = quizzes.find_by_id(draft.quiz_id)
        after = _make_quiz(draft, questions, before=before, course_id=course_id)
        if after != before:
            keep_quiz(after, before=before)

    mongo.run_in_transaction(body)


def remove_other_quizzes(*, course_id: ObjectId, keep: frozenset[ObjectId]) -> None:
    """Remove the quizzes of a course that a new import does not bring any more, one at a time."""
    for quiz in list_quizzes(course_id):
        if quiz.id not in keep:
            mongo.run_in_transaction(partial(_remove, quiz))


def _remove(quiz: Quiz) -> None:
    lessons = {place.lesson_id for place in catalog.list_lesson_places(quiz.course_id)}
    if quiz.lesson_id in lessons:
        catalog.remove_quiz(quiz.lesson_id, quiz.id)
    remove_quiz(quiz.id)


def _make_quiz(draft: QuizDraft, questions: tuple[Question, ...], *, before: Quiz | None, course_id: ObjectId) -> Quiz:
    """Return the quiz as the draft says; it is equal to its older self where nothing has changed."""
    now = utc_now()
    written: dict[str, Any] = {
        "key": draft.key,
        "course_id": course_id,
        "lesson_id": draft.lesson_id,
        "title": draft.title,
        "pass_mark": draft.pass_mark,
        "required": draft.required,
        "questions": questions,
        **({} if draft.settings is None else asdict(draft.settings)),
    }
    if before is None:
        return Quiz(id=draft.quiz_id, created_at=now, updated_at=now, **written)
    after = msgspec.structs.replace(before, **written)
    return before if after == before else msgspec.structs.replace(after, version=before.version + 1, updated_at=now)


def _make_question(draft: QuestionDraft, *, quiz_id: ObjectId, course_id: ObjectId) -> Question:
    question_id = derive_id(quiz_id, draft.key)
    return make_question(
        draft,
        question_id=question_id,
        course_id=course_id,
        choice_ids=lambda text, place: derive_id(question_id, text, str(place)),
    )
