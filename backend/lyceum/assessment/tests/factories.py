"""Quizzes for the tests of every capability, made by the services that the API uses."""

from dataclasses import dataclass

from bson import ObjectId

from lyceum.accounts.tests.factories import TestPerson
from lyceum.assessment.documents import Quiz
from lyceum.assessment.rules.drafts import (
    AcceptedDraft,
    ChoiceDraft,
    CriterionDraft,
    PairDraft,
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
LISTED_KINDS = (
    QuestionDraft(
        kind=QuestionKind.ORDERING, text="What comes first?", points=3, order=("Encode", "Store", "Retrieve", "Use")
    ),
    QuestionDraft(
        kind=QuestionKind.MATCHING,
        text="Who found what?",
        points=2,
        pairs=(
            PairDraft(left="Forgetting", right="Ebbinghaus"),
            PairDraft(left="Testing", right="Roediger"),
            PairDraft(left="", right="Pavlov"),
        ),
    ),
    QuestionDraft(
        kind=QuestionKind.ESSAY,
        text="Explain.",
        points=3,
        rubric=(CriterionDraft(text="secret-criterion", points=1), CriterionDraft(text="secret-example", points=2)),
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


def _right_pairs(question: Question) -> dict[str, object]:
    pairs = [(pair.left, pair.right) for pair in question.pairs if pair.left is not None]
    return {"pairs": [{"left": str(left.id), "right": str(right.id)} for left, right in pairs]}


def _right_tracing(question: Question) -> dict[str, object]:
    if question.tracing.does_compile:
        return {"does_compile": True, "text": question.tracing.stdout}
    return {"does_compile": False, "number": question.tracing.line}


RIGHT_PARTS = {
    QuestionKind.SHORT_TEXT: lambda question: {"text": question.accepted[0].text},
    QuestionKind.NUMERIC: lambda question: {"number": question.number},
    QuestionKind.TRACING: _right_tracing,
    QuestionKind.ORDERING: lambda question: {"order": [str(item.id) for item in question.order]},
    QuestionKind.MATCHING: _right_pairs,
    QuestionKind.ESSAY: lambda _: {"text": "Because."},
}


def right_answer(question: Question) -> dict[str, object]:
    """Return the right answer to a question as a client sends it."""
    answer: dict[str, object] = {"question": str(question.id)}
    if question.kind.has_choices:
        return {**answer, "choices": [str(choice_id) for choice_id in sorted(question.right_choice_ids)]}
    return {**answer, **RIGHT_PARTS[question.kind](question)}
