"""Whether answers fit their questions, before anything is graded. What they are worth is in `grading`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from bson import ObjectId

from lyceum.assessment.errors import InvalidAnswersError
from lyceum.assessment.rules.questions import GivenAnswer, Question, QuestionKind
from lyceum.assessment.rules.texts import read_number
from lyceum.platform.errors import FieldError

_CHOICES: Final = frozenset({"choices"})
_FORMS: Final[dict[QuestionKind, frozenset[str]]] = {
    QuestionKind.SINGLE: _CHOICES,
    QuestionKind.MULTIPLE: _CHOICES,
    QuestionKind.TRUE_FALSE: _CHOICES,
    QuestionKind.SHORT_TEXT: frozenset({"text"}),
    QuestionKind.NUMERIC: frozenset({"number", "text"}),
    QuestionKind.TRACING: frozenset({"does_compile", "text", "number"}),
    QuestionKind.ORDERING: frozenset({"order"}),
    QuestionKind.MATCHING: frozenset({"pairs"}),
    QuestionKind.ESSAY: frozenset({"text"}),
}
_HALF_TYPED: Final = frozenset({"not_a_number"})


def check_answers(answers: Sequence[GivenAnswer], *, questions: Sequence[Question]) -> None:
    """Let only answers pass that fit these questions; questions may be left out.

    Raises:
        InvalidAnswersError: one is unknown, repeated or of another form; `errors` says where.
    """
    _refuse(tuple(_find_errors(answers, questions)))


def check_unfinished_answers(answers: Sequence[GivenAnswer], *, questions: Sequence[Question]) -> None:
    """Let answers pass that are still being typed, such as a number that ends in a point.

    Raises:
        InvalidAnswersError: as `check_answers` does.
    """
    found = _find_errors(answers, questions)
    _refuse(tuple(error for error in found if error.code not in _HALF_TYPED))


def _refuse(errors: tuple[FieldError, ...]) -> None:
    if errors:
        raise InvalidAnswersError("Some answers do not fit their questions.", errors=errors)


def _find_errors(answers: Sequence[GivenAnswer], questions: Sequence[Question]) -> Iterator[FieldError]:
    by_id = {question.id: question for question in questions}
    yield from _find_repeated(answers)
    yield from _find_misfits(answers, by_id)


def _find_repeated(answers: Sequence[GivenAnswer]) -> Iterator[FieldError]:
    seen: set[ObjectId] = set()
    for index, answer in enumerate(answers):
        if answer.question_id in seen:
            yield _error(index, "question", "repeated", "This question is answered twice.")
        seen.add(answer.question_id)


def _find_misfits(answers: Sequence[GivenAnswer], by_id: Mapping[ObjectId, Question]) -> Iterator[FieldError]:
    for index, answer in enumerate(answers):
        question = by_id.get(answer.question_id)
        if question is None:
            yield _error(index, "question", "unknown", "This quiz has no such question.")
        else:
            yield from _check_form(index, answer, question)


def _check_form(index: int, answer: GivenAnswer, question: Question) -> Iterator[FieldError]:
    given = _given_fields(answer)
    allowed = _FORMS[question.kind]
    for name in sorted(given - allowed):
        yield _error(index, name, "unexpected", f"A {question.kind} question takes no {name}.")
    if not given & allowed:
        yield _error(index, min(allowed), "required", f"A {question.kind} question needs it.")
    elif check := _CHECKS.get(question.kind):
        yield from check(index, answer, question)


def _check_choices(index: int, answer: GivenAnswer, question: Question) -> Iterator[FieldError]:
    known = {choice.id for choice in question.choices}
    chosen = answer.choice_ids or ()
    for place, choice_id in enumerate(chosen):
        if choice_id not in known:
            yield _error(index, f"choices.{place}", "unknown", "The question has no such choice.")
    if question.kind.has_one_right_choice and len(set(chosen)) > 1:
        yield _error(index, "choices", "one_choice", "Only one choice can be made here.")


def _check_number(index: int, answer: GivenAnswer, _: Question) -> Iterator[FieldError]:
    if answer.text is None:
        return
    if answer.number is not None:
        yield _error(index, "text", "unexpected", "Give the number once.")
    elif answer.text.strip() and read_number(answer.text) is None:
        yield _error(index, "text", "not_a_number", "This cannot be read as a number.")


def _check_tracing(index: int, answer: GivenAnswer, _: Question) -> Iterator[FieldError]:
    if answer.does_compile is None:
        yield _error(index, "does_compile", "required", "Say whether the program compiles.")


def _check_order(index: int, answer: GivenAnswer, question: Question) -> Iterator[FieldError]:
    given = answer.order or ()
    known = {item.id for item in question.order}
    for place, item_id in enumerate(given):
        if item_id not in known:
            yield _error(index, f"order.{place}", "unknown", "The question has no such item.")
    if len(set(given)) < len(given):
        yield _error(index, "order", "repeated", "Each item has one place.")


def _check_pairs(index: int, answer: GivenAnswer, question: Question) -> Iterator[FieldError]:
    prompts = {item.id for item in question.prompts}
    options = {item.id for item in question.options}
    given = answer.pairs or ()
    for place, pair in enumerate(given):
        if pair.left_id not in prompts:
            yield _error(index, f"pairs.{place}.left", "unknown", "The question has no such prompt.")
        if pair.right_id not in options:
            yield _error(index, f"pairs.{place}.right", "unknown", "The question has no such option.")
    if len({pair.left_id for pair in given}) < len(given):
        yield _error(index, "pairs", "repeated", "Each prompt has one match.")


_CHECKS: Final[dict[QuestionKind, Callable[[int, GivenAnswer, Question], Iterator[FieldError]]]] = {
    QuestionKind.SINGLE: _check_choices,
    QuestionKind.MULTIPLE: _check_choices,
    QuestionKind.TRUE_FALSE: _check_choices,
    QuestionKind.NUMERIC: _check_number,
    QuestionKind.TRACING: _check_tracing,
    QuestionKind.ORDERING: _check_order,
    QuestionKind.MATCHING: _check_pairs,
}


def _given_fields(answer: GivenAnswer) -> frozenset[str]:
    fields = {
        "choices": answer.choice_ids,
        "text": answer.text,
        "number": answer.number,
        "does_compile": answer.does_compile,
        "order": answer.order,
        "pairs": answer.pairs,
    }
    return frozenset(name for name, value in fields.items() if value is not None)


def _error(index: int, name: str, code: str, message: str) -> FieldError:
    return FieldError(field=f"answers.{index}.{name}", code=code, message=message)
