"""Quizzes, questions and choices as their readers see them: authors with the key, learners without."""

from dataclasses import dataclass
from functools import partial
from typing import TypedDict

from bson import ObjectId

from lyceum.assessment.documents import Quiz, quizzes
from lyceum.assessment.rules.authoring import describe_key, is_finished
from lyceum.assessment.rules.drafts import PairDraft, draft_of
from lyceum.assessment.rules.drawing import mix
from lyceum.assessment.rules.questions import (
    Accepted,
    Choice,
    Criterion,
    Item,
    Question,
    QuestionKind,
    Tracing,
)
from lyceum.assessment.selectors.access import (
    ReadableQuiz,
    check_may_read,
    get_quiz_of_choice,
    get_quiz_of_question,
    get_readable_quiz,
)
from lyceum.catalog import public as catalog
from lyceum.platform.actors import Actor
from lyceum.platform.errors import NotFoundError
from lyceum.platform.paging import Page, PageRequest, find_page


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceView:
    """A choice; `is_correct` is None for learners."""

    choice_id: ObjectId
    question_id: ObjectId
    text: str
    text_html: str
    is_correct: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """Something to put in order or to match."""

    item_id: ObjectId
    text: str
    text_html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A question; for learners whatever belongs to the key is None, in `tracing` too."""

    question_id: ObjectId
    quiz_id: ObjectId
    kind: QuestionKind
    text: str
    text_html: str
    points: int
    choices: tuple[ChoiceView, ...]
    tracing: Tracing | None
    items: tuple[ItemView, ...] | None = None
    prompts: tuple[ItemView, ...] | None = None
    options: tuple[ItemView, ...] | None = None
    explanation: str | None = None
    order: tuple[str, ...] | None = None
    pairs: tuple[PairDraft, ...] | None = None
    rubric: tuple[Criterion, ...] | None = None
    accepted: tuple[Accepted, ...] | None = None
    number: float | None = None
    tolerance: float | None = None
    answer: str | None = None


class _ItemViews(TypedDict, total=False):
    """Those fields of a `QuestionView` that only ordering and matching have."""

    items: tuple[ItemView, ...]
    prompts: tuple[ItemView, ...]
    options: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizView:
    """A quiz with those of its questions that its reader may see."""

    quiz: Quiz
    questions: tuple[QuestionView, ...]


def view_quiz(readable: ReadableQuiz) -> QuizView:
    """Show a quiz: all of it to authors; finished questions, without their key, to learners.

    Of a timed or drawn quiz learners see questions in an attempt only.
    """
    quiz = readable.quiz
    if readable.is_author:
        return QuizView(quiz=quiz, questions=tuple(view_with_key(item, quiz=quiz) for item in quiz.questions))
    if quiz.needs_start:
        return QuizView(quiz=quiz, questions=())
    return QuizView(quiz=quiz, questions=view_without_keys(list_finished_questions(quiz), quiz=quiz))


def list_finished_questions(quiz: Quiz) -> tuple[Question, ...]:
    """Return the questions that can be put to a learner."""
    return tuple(item for item in quiz.questions if is_finished(item))


def view_without_keys(questions: tuple[Question, ...], *, quiz: Quiz) -> tuple[QuestionView, ...]:
    """Show questions to a learner, with nothing that tells the answers."""
    return tuple(view_without_key(item, quiz_id=quiz.id, course_id=quiz.course_id) for item in questions)


def view_with_key(question: Question, *, quiz: Quiz) -> QuestionView:
    """Show a question to those who teach."""
    resolve = partial(catalog.resolve_html, course_id=quiz.course_id)
    return QuestionView(
        question_id=question.id,
        quiz_id=quiz.id,
        kind=question.kind,
        text=question.text,
        text_html=resolve(question.text_html),
        points=question.points,
        choices=tuple(
            _view_choice(item, question_id=question.id, course_id=quiz.course_id, with_key=True)
            for item in question.choices
        ),
        tracing=question.tracing,
        explanation=question.explanation,
        **_view_items(question, course_id=quiz.course_id, seed=0),
        order=tuple(item.text for item in question.order) if question.kind is QuestionKind.ORDERING else None,
        pairs=draft_of(question).pairs if question.kind is QuestionKind.MATCHING else None,
        rubric=question.rubric if question.kind is QuestionKind.ESSAY else None,
        accepted=question.accepted if question.kind is QuestionKind.SHORT_TEXT else None,
        number=question.number,
        tolerance=question.tolerance if question.kind is QuestionKind.NUMERIC else None,
        answer=describe_key(question),
    )


def get_quiz_view(quiz_id: ObjectId, *, actor: Actor) -> QuizView:
    """Return a quiz as the actor may see it.

    Raises:
        NotFoundError: it is absent or its course is hidden.
        ForbiddenError: the actor is not enrolled (code `not_enrolled`).
    """
    return view_quiz(get_readable_quiz(quiz_id, actor=actor))


def get_question_view(question_id: ObjectId, *, actor: Actor) -> QuestionView:
    """Return a question as the actor may see it.

    Raises:
        NotFoundError: it is absent, unfinished for a learner, or its course is hidden.
        ForbiddenError: the actor is not enrolled (code `not_enrolled`).
    """
    view = _view_holder(get_quiz_of_question(question_id), actor=actor, noun="question")
    for question in view.questions:
        if question.question_id == question_id:
            return question
    raise NotFoundError("There is no such question.")


def get_choice_view(choice_id: ObjectId, *, actor: Actor) -> ChoiceView:
    """Return a choice as the actor may see it.

    Raises:
        NotFoundError: it is absent, of an unfinished question for a learner, or its course is hidden.
        ForbiddenError: the actor is not enrolled (code `not_enrolled`).
    """
    view = _view_holder(get_quiz_of_choice(choice_id), actor=actor, noun="choice")
    for question in view.questions:
        for choice in question.choices:
            if choice.choice_id == choice_id:
                return choice
    raise NotFoundError("There is no such choice.")


def list_quizzes(
    *, lesson_id: ObjectId | None, course_id: ObjectId | None, actor: Actor, page: PageRequest
) -> Page[QuizView]:
    """Return one page of the quizzes of a lesson, or of a course, oldest first.

    Raises:
        NotFoundError: the lesson or course is absent or hidden, or the lesson is of another course.
        ForbiddenError: the actor is not enrolled (code `not_enrolled`).
    """
    if lesson_id is not None:
        place = catalog.get_lesson_place(lesson_id)
        if course_id not in {None, place.course_id}:
            raise NotFoundError("The course has no such lesson.")
        where = {"lesson_id": lesson_id}
        is_author = check_may_read(place.course_id, actor=actor, noun="lesson")
    elif course_id is not None:
        where = {"course_id": course_id}
        is_author = check_may_read(course_id, actor=actor, noun="course")
    else:
        return Page(items=(), count=0)
    found = find_page(quizzes, Quiz, where, sort=[("_id", 1)], page=page)
    return found.map(lambda quiz: view_quiz(ReadableQuiz(quiz=quiz, is_author=is_author)))


def list_question_views(quiz_id: ObjectId, *, actor: Actor, page: PageRequest) -> Page[QuestionView]:
    """Return one page of a quiz's questions, in order.

    Raises:
        NotFoundError: the quiz is absent or its course is hidden.
        ForbiddenError: the actor is not enrolled (code `not_enrolled`).
    """
    questions = get_quiz_view(quiz_id, actor=actor).questions
    return Page(items=questions[page.skip : page.skip + page.size], count=len(questions))


def list_choice_views(question_id: ObjectId, *, actor: Actor, page: PageRequest) -> Page[ChoiceView]:
    """Return one page of a question's choices, in order.

    Raises:
        NotFoundError: the question is absent, unfinished for a learner, or its course is hidden.
        ForbiddenError: the actor is not enrolled (code `not_enrolled`).
    """
    choices = get_question_view(question_id, actor=actor).choices
    return Page(items=choices[page.skip : page.skip + page.size], count=len(choices))


def _view_holder(quiz: Quiz, *, actor: Actor, noun: str) -> QuizView:
    is_author = check_may_read(quiz.course_id, actor=actor, noun=noun)
    return view_quiz(ReadableQuiz(quiz=quiz, is_author=is_author))


def view_without_key(question: Question, *, quiz_id: ObjectId, course_id: ObjectId, seed: int = 0) -> QuestionView:
    """Copy what a learner may see, field by field, so that nothing new gets out by itself.

    What is to be put in order or matched comes in an order that only the seed and the ids decide.
    """
    tracing = question.tracing
    return QuestionView(
        question_id=question.id,
        quiz_id=quiz_id,
        kind=question.kind,
        text=question.text,
        text_html=catalog.resolve_html(question.text_html, course_id=course_id),
        points=question.points,
        choices=tuple(
            _view_choice(item, question_id=question.id, course_id=course_id, with_key=False)
            for item in question.choices
        ),
        tracing=None if tracing is None else Tracing(program=tracing.program, language=tracing.language),
        **_view_items(question, course_id=course_id, seed=seed),
    )


def _view_items(question: Question, *, course_id: ObjectId, seed: int) -> _ItemViews:
    """Show what is to be put in order or matched, mixed."""
    views = _ItemViews()
    if question.kind is QuestionKind.ORDERING:
        views["items"] = _mix_items(question.order, course_id=course_id, seed=seed)
    elif question.kind is QuestionKind.MATCHING:
        views["prompts"] = _mix_items(question.prompts, course_id=course_id, seed=seed)
        views["options"] = _mix_items(question.options, course_id=course_id, seed=seed)
    return views


def _mix_items(items: tuple[Item, ...], *, course_id: ObjectId, seed: int) -> tuple[ItemView, ...]:
    return tuple(_view_item(item, course_id=course_id) for item in mix(items, seed=seed))


def _view_item(item: Item, *, course_id: ObjectId) -> ItemView:
    html = catalog.resolve_html(item.text_html, course_id=course_id)
    return ItemView(item_id=item.id, text=item.text, text_html=html)


def _view_choice(choice: Choice, *, question_id: ObjectId, course_id: ObjectId, with_key: bool) -> ChoiceView:
    return ChoiceView(
        choice_id=choice.id,
        question_id=question_id,
        text=choice.text,
        text_html=catalog.resolve_html(choice.text_html, course_id=course_id),
        is_correct=choice.is_correct if with_key else None,
    )
