"""Quizzes for the tests of every capability, made by the services that the API uses."""

from dataclasses import dataclass

from bson import ObjectId

from lyceum.accounts.tests.factories import TestPerson
from lyceum.assessment.documents import Quiz
from lyceum.assessment.rules.drafts import (
    AcceptedDraft,
    ChoiceDraft,
    QuestionDraft,
    TracingDraft,
)
from lyceum.assessment.rules.questions import Question, QuestionKind
from lyceum.assessment.selectors.access import get_quiz
from lyceum.assessment.services.questions import Write, add_question
from lyceum.assessment.services.quizzes import NewQuiz, create_quiz

PROGRAM = 'fn main() {\n  println!("{}", 1 + 1);\n}\n'
SINGLE = QuestionDraft(
    kind=QuestionKind.SINGLE,
    text="Which is *right*?",
    explanation="Because of **secret-explanation**.",
    choices=(ChoiceDraft(text="Right", is_correct=True), ChoiceDraft(text="Wrong", is_correct=False)),
)
EVERY_KIND = (
    SINGLE,
    QuestionDraft(
        kind=QuestionKind.MULTIPLE,
        text="Which are even?",
        points=2,
        explanation="secret-explanation",
        choices=tuple(ChoiceDraft(text=text, is_correct=text in {"two", "four"}) for text in ("two", "three", "four")),
    ),
    QuestionDraft(
        kind=QuestionKind.TRUE_FALSE,
        text="Water is wet.",
        choices=(ChoiceDraft(text="True", is_correct=True), ChoiceDraft(text="False", is_correct=False)),
    ),
    QuestionDraft(
        kind=QuestionKind.SHORT_TEXT,
        text="Who measured forgetting?",
        accepted=(AcceptedDraft(text="secret-name"), AcceptedDraft(text="(hermann )?ebbinghaus", regex=True)),
    ),
    QuestionDraft(kind=QuestionKind.NUMERIC, text="How many days?", number=6.7125, tolerance=0.5625),
    QuestionDraft(
        kind=QuestionKind.TRACING,
        text="",
        tracing=TracingDraft(program=PROGRAM, language="rust", does_compile=True, stdout="secret-output\n"),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TestQuiz:
    """A quiz of a lesson; ids as objects and, for addresses, as text."""

    __test__ = False  # not a class of tests

    quiz_id: ObjectId
    lesson_id: ObjectId
    question_ids: tuple[ObjectId, ...]

    @property
    def id(self) -> str:
        return str(self.quiz_id)

    @property
    def url(self) -> str:
        return f"/api/quizzes/{self.quiz_id}/"

    @property
    def questions(self) -> tuple[Question, ...]:
        return get_quiz(self.quiz_id).questions

    @property
    def stored(self) -> Quiz:
        return get_quiz(self.quiz_id)

    def submission(self, *, right: bool = True) -> dict[str, object]:
        """Return the body of a submission with only right, or no, answers."""
        answers = [right_answer(question) for question in self.questions] if right else []
        return {"quiz": self.id, "answers": answers}


def make_quiz(
    lesson_id: ObjectId,
    instructor: TestPerson,
    *,
    questions: tuple[QuestionDraft, ...] = (SINGLE,),
    title: str = "A quiz",
    **settings: object,
) -> TestQuiz:
    """Make a quiz in a lesson of the instructor's; it is required unless `required=False`."""
    new = NewQuiz(lesson_id=lesson_id, title=title, **settings)
    quiz_id = create_quiz(new, actor=instructor.actor).quiz.id
    write = Write(actor=instructor.actor)
    question_ids = tuple(add_question(quiz_id, draft, write=write).question_id for draft in questions)
    return TestQuiz(quiz_id=quiz_id, lesson_id=lesson_id, question_ids=question_ids)


def right_answer(question: Question) -> dict[str, object]:
    """Return the right answer to a question as a client sends it."""
    answer: dict[str, object] = {"question": str(question.id)}
    if question.kind.has_choices:
        return {**answer, "choices": [str(choice_id) for choice_id in sorted(question.right_choice_ids)]}
    if question.kind is QuestionKind.SHORT_TEXT:
        return {**answer, "text": question.accepted[0].text}
    if question.kind is QuestionKind.NUMERIC:
        return {**answer, "number": question.number}
    if question.tracing.does_compile:
        return {**answer, "does_compile": True, "text": question.tracing.stdout}
    return {**answer, "does_compile": False, "number": question.tracing.line}
