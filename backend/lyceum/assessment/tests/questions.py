"""Questions for tests of the rules, each with its right answer."""

from bson import ObjectId

from lyceum.assessment.rules.questions import (
    Accepted,
    Choice,
    GivenAnswer,
    GivenPair,
    Item,
    Pair,
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


def ordering_question(*, items=3, points=1):
    return _question(QuestionKind.ORDERING, points, order=tuple(_item(f"Item {place}") for place in range(items)))


def matching_question(*, pairs=3, strangers=0, points=1):
    matched = tuple(Pair(left=_item(f"Left {place}"), right=_item(f"Right {place}")) for place in range(pairs))
    others = tuple(Pair(left=None, right=_item(f"Stranger {place}")) for place in range(strangers))
    return _question(QuestionKind.MATCHING, points, pairs=matched + others)


def essay_question(*, points=1):
    return _question(QuestionKind.ESSAY, points)


def put_in_order(question, *items):
    return GivenAnswer(question_id=question.id, order=tuple(item.id for item in items))


def match(question, *pairs):
    given = tuple(GivenPair(left_id=left.id, right_id=right.id) for left, right in pairs)
    return GivenAnswer(question_id=question.id, pairs=given)


def choose(question, *choices):
    return GivenAnswer(question_id=question.id, choice_ids=tuple(choice.id for choice in choices))


def write(question, text):
    return GivenAnswer(question_id=question.id, text=text)


def right_answer(question):
    """Answer as the key says."""
    if question.kind.has_choices:
        return choose(question, *(choice for choice in question.choices if choice.is_correct))
    return _RIGHT[question.kind](question)


def _right_tracing(question):
    key = question.tracing
    return GivenAnswer(question_id=question.id, does_compile=key.does_compile, text=key.stdout, number=key.line)


_RIGHT = {
    QuestionKind.SHORT_TEXT: lambda question: write(question, question.accepted[0].text),
    QuestionKind.NUMERIC: lambda question: GivenAnswer(question_id=question.id, number=question.number),
    QuestionKind.TRACING: _right_tracing,
    QuestionKind.ORDERING: lambda question: put_in_order(question, *question.order),
    QuestionKind.MATCHING: lambda question: match(
        question, *((pair.left, pair.right) for pair in question.pairs if pair.left)
    ),
}


def _item(text):
    return Item(id=ObjectId(), text=text, text_html=text)


def _question(kind, points, **parts):
    return Question(id=ObjectId(), kind=kind, text="Why?", text_html="<p>Why?</p>", points=points, **parts)
