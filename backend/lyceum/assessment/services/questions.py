"""Writing questions and choices; they live in their quiz and share its version."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from bson import ObjectId

from lyceum.assessment.documents import Quiz
from lyceum.assessment.errors import ChoiceNotAllowedError
from lyceum.assessment.rules.authoring import check_question
from lyceum.assessment.rules.drafts import ChoiceDraft, QuestionDraft, draft_of
from lyceum.assessment.rules.questions import Choice, Question
from lyceum.assessment.selectors.access import get_quiz_of_choice, get_quiz_of_question
from lyceum.assessment.selectors.quizzes import ChoiceView, QuestionView, view_with_key
from lyceum.assessment.services.question_texts import ids_of_choices, make_choice, make_question
from lyceum.assessment.services.quiz_changes import change_quiz
from lyceum.platform.actors import Actor
from lyceum.platform.errors import FieldError, InvalidError, NotFoundError

type Rewrite = Callable[[Question, ObjectId], Question]


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """Who changes something, and which version they changed (None = whichever it is)."""

    actor: Actor
    expected_version: int | None = None


def add_question(quiz_id: ObjectId, draft: QuestionDraft, *, write: Write) -> QuestionView:
    """Add a question at the end of a quiz.

    Raises:
        NotFoundError: the quiz is absent or its course is hidden.
        ForbiddenError: the actor may see its course only.
        InvalidQuestionError: the question contradicts its own kind.
        StaleVersionError: the quiz is not in the expected version any more.
        QuizTooLargeError: the quiz holds as much as it may.
    """
    question_id = ObjectId()

    def change(quiz: Quiz) -> Quiz:
        question = make_question(
            draft, question_id=question_id, course_id=quiz.course_id, choice_ids=ids_of_choices(None)
        )
        return msgspec.structs.replace(quiz, questions=(*quiz.questions, question))

    quiz = _change(quiz_id, change, write=write)
    return view_with_key(_find_question(quiz, question_id), quiz=quiz)


def replace_question(question_id: ObjectId, draft: QuestionDraft, *, quiz_id: ObjectId, write: Write) -> QuestionView:
    """Write a question of the quiz anew; it keeps its id and place, and choices with the same text keep theirs.

    Raises:
        NotFoundError: the question is absent or its course is hidden.
        ForbiddenError: the actor may see its course only.
        InvalidError: the question is of another quiz.
        InvalidQuestionError: the question contradicts its own kind.
        StaleVersionError: the quiz is not in the expected version any more.
        QuizTooLargeError: the quiz holds as much as it may.
    """
    return _redraft(question_id, lambda before: replace(draft, key=before.key), quiz_id=quiz_id, write=write)


def update_question(
    question_id: ObjectId, changes: Mapping[str, Any], *, quiz_id: ObjectId | None, write: Write
) -> QuestionView:
    """Change some fields of a `QuestionDraft`; a new kind drops what belonged to the old one.

    Raises:
        As `replace_question` does.
    """

    def change(before: QuestionDraft) -> QuestionDraft:
        if changes.get("kind", before.kind) != before.kind:
            before = QuestionDraft(
                key=before.key,
                kind=before.kind,
                text=before.text,
                points=before.points,
                explanation=before.explanation,
            )
        return replace(before, **changes)

    return _redraft(question_id, change, quiz_id=quiz_id, write=write)


def delete_question(question_id: ObjectId, *, write: Write) -> None:
    """Take a question out of its quiz; attempts keep it as it was put.

    Raises:
        NotFoundError: the question is absent or its course is hidden.
        ForbiddenError: the actor may see its course only.
        StaleVersionError: the quiz is not in the expected version any more.
    """

    def change(quiz: Quiz) -> Quiz:
        _find_question(quiz, question_id)
        kept = tuple(item for item in quiz.questions if item.id != question_id)
        return msgspec.structs.replace(quiz, questions=kept)

    _change(get_quiz_of_question(question_id).id, change, write=write)


def add_choice(question_id: ObjectId, draft: ChoiceDraft, *, write: Write) -> ChoiceView:
    """Add a choice at the end of a question.

    Raises:
        NotFoundError: the question is absent or its course is hidden.
        ForbiddenError: the actor may see its course only.
        ChoiceNotAllowedError: the question is of a kind without choices.
        InvalidQuestionError: the question would contradict its kind, such as by a second right choice.
        StaleVersionError: the quiz is not in the expected version any more.
    """
    quiz_id = get_quiz_of_question(question_id).id
    choice_id = ObjectId()

    def rewrite(question: Question, course_id: ObjectId) -> Question:
        if not question.kind.has_choices:
            raise ChoiceNotAllowedError(f"A {question.kind} question has no choices.")
        choice = make_choice(draft, choice_id=choice_id, course_id=course_id)
        return msgspec.structs.replace(question, choices=(*question.choices, choice))

    question = _rewrite(quiz_id, question_id, rewrite, write=write)
    return next(item for item in question.choices if item.choice_id == choice_id)


def update_choice(choice_id: ObjectId, changes: Mapping[str, Any], *, write: Write) -> ChoiceView:
    """Change some fields of a `ChoiceDraft`.

    Raises:
        NotFoundError: the choice is absent or its course is hidden.
        ForbiddenError: the actor may see its course only.
        InvalidQuestionError: the question would contradict its kind, such as by a second right choice.
        StaleVersionError: the quiz is not in the expected version any more.
    """
    quiz_id, question_id = _locate_choice(choice_id)

    def rewrite(question: Question, course_id: ObjectId) -> Question:
        before = _find_choice(question, choice_id)
        draft = replace(ChoiceDraft(text=before.text, is_correct=before.is_correct), **changes)
        after = make_choice(draft, choice_id=choice_id, course_id=course_id)
        choices = tuple(after if item.id == choice_id else item for item in question.choices)
        return msgspec.structs.replace(question, choices=choices)

    question = _rewrite(quiz_id, question_id, rewrite, write=write)
    return next(item for item in question.choices if item.choice_id == choice_id)


def delete_choice(choice_id: ObjectId, *, write: Write) -> None:
    """Take a choice out of its question.

    Raises:
        NotFoundError: the choice is absent or its course is hidden.
        ForbiddenError: the actor may see its course only.
        StaleVersionError: the quiz is not in the expected version any more.
    """
    quiz_id, question_id = _locate_choice(choice_id)

    def rewrite(question: Question, _: ObjectId) -> Question:
        _find_choice(question, choice_id)
        kept = tuple(item for item in question.choices if item.id != choice_id)
        return msgspec.structs.replace(question, choices=kept)

    _rewrite(quiz_id, question_id, rewrite, write=write)


def _redraft(
    question_id: ObjectId,
    change: Callable[[QuestionDraft], QuestionDraft],
    *,
    quiz_id: ObjectId | None,
    write: Write,
) -> QuestionView:
    """Make a question anew from what `change` makes of its draft; a `quiz_id` must be that of its quiz."""
    holder_id = get_quiz_of_question(question_id).id
    if quiz_id not in {None, holder_id}:
        message = "A question stays in its quiz."
        raise InvalidError(message, errors=(FieldError(field="quiz", code="fixed", message=message),))

    def rewrite(question: Question, course_id: ObjectId) -> Question:
        return make_question(
            change(draft_of(question)),
            question_id=question_id,
            course_id=course_id,
            choice_ids=ids_of_choices(question),
        )

    return _rewrite(holder_id, question_id, rewrite, write=write)


def _rewrite(quiz_id: ObjectId, question_id: ObjectId, rewrite: Rewrite, *, write: Write) -> QuestionView:
    """Put a question, as `rewrite(question, course_id)` makes it, in the place of its older self."""

    def change(quiz: Quiz) -> Quiz:
        after = rewrite(_find_question(quiz, question_id), quiz.course_id)
        check_question(after)
        questions = tuple(after if item.id == question_id else item for item in quiz.questions)
        return msgspec.structs.replace(quiz, questions=questions)

    quiz = _change(quiz_id, change, write=write)
    return view_with_key(_find_question(quiz, question_id), quiz=quiz)


def _change(quiz_id: ObjectId, change: Callable[[Quiz], Quiz], *, write: Write) -> Quiz:
    return change_quiz(quiz_id, actor=write.actor, expected_version=write.expected_version, change=change)


def _locate_choice(choice_id: ObjectId) -> tuple[ObjectId, ObjectId]:
    """Return the ids of the quiz and the question that hold a choice."""
    quiz = get_quiz_of_choice(choice_id)
    holders = (item.id for item in quiz.questions if any(choice.id == choice_id for choice in item.choices))
    return quiz.id, next(holders)


def _find_question(quiz: Quiz, question_id: ObjectId) -> Question:
    for question in quiz.questions:
        if question.id == question_id:
            return question
    raise NotFoundError("There is no such question.")


def _find_choice(question: Question, choice_id: ObjectId) -> Choice:
    for choice in question.choices:
        if choice.id == choice_id:
            return choice
    raise NotFoundError("There is no such choice.")
