"""Questions for tests of the rules, each with its right answer."""

from bson import ObjectId

from lyceum.assessment.rules.questions import (
    Accepted,
    Choice,
    GivenAnswer,
    Question,
    QuestionKind,
    Tracing,
)


def choices_question(*, kind=QuestionKind.MULTIPLE, right=1, wrong=1, points=1):
    flags = [True] * right + [False] * wrong
    choices = tuple(
        Choice(id=ObjectId(), text=f"Choice {place}", text_html=f"Choice {place}", is_correct=flag)
        for place, flag in enumerate(flags)
    )
    return _question(kind, points, choices=choices)


def text_question(*accepted, regex=False, points=1):
    items = tuple(Accepted(text=text, regex=regex) for text in accepted)
    return _question(QuestionKind.SHORT_TEXT, points, accepted=items)


def numeric_question(number, *, tolerance=0.0, points=1):
    return _question(QuestionKind.NUMERIC, points, number=number, tolerance=tolerance)


def tracing_question(*, stdout=None, line=None, points=1, program="fn main() {\n}\n"):
    tracing = Tracing(program=program, does_compile=stdout is not None, stdout=stdout, line=line)
    return _question(QuestionKind.TRACING, points, tracing=tracing)


def choose(question, *choices):
    return GivenAnswer(question_id=question.id, choice_ids=tuple(choice.id for choice in choices))


def write(question, text):
    return GivenAnswer(question_id=question.id, text=text)


def right_answer(question):
    """Answer as the key says."""
    if question.kind.has_choices:
        return choose(question, *(choice for choice in question.choices if choice.is_correct))
    if question.kind is QuestionKind.SHORT_TEXT:
        return write(question, question.accepted[0].text)
    if question.kind is QuestionKind.NUMERIC:
        return GivenAnswer(question_id=question.id, number=question.number)
    key = question.tracing
    return GivenAnswer(question_id=question.id, does_compile=key.does_compile, text=key.stdout, number=key.line)


def _question(kind, points, **parts):
    return Question(id=ObjectId(), kind=kind, text="Why?", text_html="<p>Why?</p>", points=points, **parts)
