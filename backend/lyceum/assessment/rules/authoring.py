"""What an author may write as a question, and when it is finished.

A question that contradicts its kind is refused. One that is merely unfinished is kept, is never put to a learner,
and keeps its course from being published.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from lyceum.assessment.errors import InvalidPatternError, InvalidQuestionError, QuizTooLargeError
from lyceum.assessment.rules.patterns import compile_pattern
from lyceum.assessment.rules.questions import Question, QuestionKind
from lyceum.platform.errors import FieldError

TRUE_FALSE_CHOICES: Final = 2
LEAST_ITEMS: Final = 2
QUESTIONS_LIMIT: Final = 200
TEXT_LIMIT: Final = 1_500_000
PATTERN_STEPS_LIMIT: Final = 2_000


def check_question(question: Question) -> None:
    """Let only questions pass whose parts belong to their kind.

    Raises:
        InvalidQuestionError: a part is of another kind or impossible; `errors` names it.
    """
    errors = (
        *_find_foreign_parts(question),
        *_check_text(question),
        *_check_choices(question),
        *_check_accepted(question),
        *_check_number(question),
        *_check_tracing(question),
        *_check_items(question),
        *_check_rubric(question),
    )
    if errors:
        raise InvalidQuestionError("The question does not fit its kind.", errors=errors)


def check_size(questions: Sequence[Question]) -> None:
    """Let only quizzes pass that fit into one document, attempts at them too, and are graded in no time.

    Raises:
        QuizTooLargeError: there are too many questions, or too much text, or too many long patterns.
    """
    check_count(len(questions))
    if sum(_size_of(question) for question in questions) > TEXT_LIMIT:
        raise QuizTooLargeError("The questions of this quiz are too long altogether.")
    if sum(_count_pattern_steps(question) for question in questions) > PATTERN_STEPS_LIMIT:
        raise QuizTooLargeError("The patterns of this quiz are too long altogether.")


def check_count(count: int) -> None:
    """Let only quizzes pass that have no more questions than they may.

    Raises:
        QuizTooLargeError: they have more.
    """
    if count > QUESTIONS_LIMIT:
        raise QuizTooLargeError(f"A quiz has at most {QUESTIONS_LIMIT} questions.")


def _size_of(question: Question) -> int:
    choices = sum(len(choice.text) + len(choice.text_html) for choice in question.choices)
    explained = len(question.explanation) + len(question.explanation_html)
    program = len(question.tracing.program) if question.tracing else 0
    items = (*question.order, *question.prompts, *question.options)
    listed = sum(len(item.text) + len(item.text_html) for item in items)
    return len(question.text) + len(question.text_html) + choices + explained + program + listed


def _count_pattern_steps(question: Question) -> int:
    return sum(len(compile_pattern(item.text)) for item in question.accepted if item.regex)


def find_missing_part(question: Question) -> str | None:
    """Say what an unfinished question lacks; None when it can be put to a learner."""
    if question.kind.has_choices:
        return _find_missing_choice(question)
    return _MISSING[question.kind](question)


def _find_missing_text(question: Question) -> str | None:
    return None if question.accepted else "It has no accepted answer."


def _find_missing_number(question: Question) -> str | None:
    return None if question.number is not None else "It has no right number."


def _find_missing_outcome(question: Question) -> str | None:
    key = question.tracing
    if key is None or key.does_compile is None or (key.does_compile and key.stdout is None):
        return "It does not say what the program does."
    return None


def _find_missing_item(question: Question) -> str | None:
    return None if len(question.order) >= LEAST_ITEMS else "It has fewer than two items to put in order."


def _find_missing_pair(question: Question) -> str | None:
    if not question.prompts:
        return "It has nothing to match."
    return None if len(question.options) >= LEAST_ITEMS else "It has fewer than two things to match with."


def _find_nothing(_: Question) -> None:
    """An essay needs no key."""


_MISSING: Final[dict[QuestionKind, Callable[[Question], str | None]]] = {
    QuestionKind.SHORT_TEXT: _find_missing_text,
    QuestionKind.NUMERIC: _find_missing_number,
    QuestionKind.TRACING: _find_missing_outcome,
    QuestionKind.ORDERING: _find_missing_item,
    QuestionKind.MATCHING: _find_missing_pair,
    QuestionKind.ESSAY: _find_nothing,
}


def is_finished(question: Question) -> bool:
    """Tell whether a question can be put to a learner."""
    return find_missing_part(question) is None


def describe_key(question: Question) -> str:
    """Write the right answer as one text, for the people who teach."""
    if question.kind.has_choices:
        return "; ".join(choice.text for choice in question.choices if choice.is_correct)
    return _DESCRIPTIONS[question.kind](question)


def _describe_accepted(question: Question) -> str:
    return "; ".join(item.text for item in question.accepted)


def _describe_number(question: Question) -> str:
    if question.number is None:
        return ""
    return f"{question.number:g}" + (f" ± {question.tolerance:g}" if question.tolerance else "")


def _describe_tracing(question: Question) -> str:
    key = question.tracing
    if key is None or key.does_compile is None:
        return ""
    if key.does_compile:
        return key.stdout or ""
    return "does not compile" if key.line is None else f"does not compile: line {key.line}"


def _describe_order(question: Question) -> str:
    return " → ".join(item.text for item in question.order)


def _describe_pairs(question: Question) -> str:
    return "; ".join(f"{pair.left.text} → {pair.right.text}" for pair in question.pairs if pair.left is not None)


def _describe_rubric(question: Question) -> str:
    return "; ".join(f"{item.text} ({item.points})" for item in question.rubric)


_DESCRIPTIONS: Final[dict[QuestionKind, Callable[[Question], str]]] = {
    QuestionKind.SHORT_TEXT: _describe_accepted,
    QuestionKind.NUMERIC: _describe_number,
    QuestionKind.TRACING: _describe_tracing,
    QuestionKind.ORDERING: _describe_order,
    QuestionKind.MATCHING: _describe_pairs,
    QuestionKind.ESSAY: _describe_rubric,
}


def _find_missing_choice(question: Question) -> str | None:
    if len(question.choices) < TRUE_FALSE_CHOICES:
        return "It has fewer than two choices."
    return None if question.right_choice_ids else "No choice is marked as right."


def _find_foreign_parts(question: Question) -> Iterator[FieldError]:
    parts: dict[str, tuple[bool, bool]] = {
        "choices": (bool(question.choices), question.kind.has_choices),
        "accepted": (bool(question.accepted), question.kind is QuestionKind.SHORT_TEXT),
        "number": (question.number is not None, question.kind is QuestionKind.NUMERIC),
        "tracing": (question.tracing is not None, question.kind is QuestionKind.TRACING),
        "order": (bool(question.order), question.kind is QuestionKind.ORDERING),
        "pairs": (bool(question.pairs), question.kind is QuestionKind.MATCHING),
        "rubric": (bool(question.rubric), question.kind is QuestionKind.ESSAY),
    }
    for name, (is_given, belongs) in parts.items():
        if is_given and not belongs:
            message = f"A {question.kind} question has no {name}."
            yield FieldError(field=name, code="unexpected", message=message)


def _check_text(question: Question) -> Iterator[FieldError]:
    if not question.text.strip() and question.kind is not QuestionKind.TRACING:
        yield FieldError(field="text", code="blank", message="Ask something.")


def _check_choices(question: Question) -> Iterator[FieldError]:
    if question.kind.has_one_right_choice and len(question.right_choice_ids) > 1:
        yield FieldError(field="choices", code="one_right", message="Only one choice can be right.")
    if question.kind is QuestionKind.TRUE_FALSE and len(question.choices) > TRUE_FALSE_CHOICES:
        yield FieldError(field="choices", code="too_many", message="There are two choices here.")


def _check_accepted(question: Question) -> Iterator[FieldError]:
    for index, item in enumerate(question.accepted):
        try:
            if item.regex:
                compile_pattern(item.text)
        except InvalidPatternError as error:  # told with the place where it stands
            yield FieldError(field=f"accepted.{index}.text", code=error.code, message=str(error))


def _check_number(question: Question) -> Iterator[FieldError]:
    if question.number is not None and not math.isfinite(question.number):
        yield FieldError(field="number", code="invalid", message="It must be finite.")
    if not (math.isfinite(question.tolerance) and question.tolerance >= 0):
        yield FieldError(field="tolerance", code="invalid", message="It must not be negative.")


def _check_tracing(question: Question) -> Iterator[FieldError]:
    key = question.tracing
    if key is None:
        return
    if not key.program.strip():
        yield FieldError(field="tracing.program", code="blank", message="Show a program.")
    if key.does_compile is True and key.line is not None:
        yield FieldError(field="tracing.line", code="unexpected", message="It does compile.")
    if key.does_compile is False and key.stdout:
        yield FieldError(field="tracing.stdout", code="unexpected", message="It does not compile.")
    if key.line is not None and not 1 <= key.line <= key.program.count("\n") + 1:
        yield FieldError(field="tracing.line", code="invalid", message="There is no such line.")


def _check_items(question: Question) -> Iterator[FieldError]:
    """Things that cannot be told apart cannot be put in order or matched."""
    if len({item.id for item in question.order}) < len(question.order):
        yield FieldError(field="order", code="repeated", message="Two items are the same.")
    prompts = question.prompts
    if len({item.id for item in prompts}) < len(prompts):
        yield FieldError(field="pairs", code="repeated", message="Two prompts are the same.")


def _check_rubric(question: Question) -> Iterator[FieldError]:
    if question.rubric and sum(item.points for item in question.rubric) != question.points:
        yield FieldError(field="rubric", code="sum", message="Its points must add up to those of the question.")
