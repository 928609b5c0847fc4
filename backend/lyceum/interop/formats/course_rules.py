"""What every course must satisfy, whatever its format: limits, answers, keys, references.

A reader calls these with the place that a part was read from, so that an error names file and line.
"""

import math
import re
from collections.abc import Sequence
from typing import Final

from lyceum.interop.formats.course_files import Origin
from lyceum.interop.formats.course_package import (
    LESSON_KEY,
    QUIZ_KEY,
    LessonPart,
    QuestionPart,
    QuizPart,
    QuizSettingsPart,
)

TITLE_LIMIT: Final = 200
SUMMARY_LIMIT: Final = 500
DESCRIPTION_LIMIT: Final = 20_000
ALT_LIMIT: Final = 500
LABEL_LIMIT: Final = 100
CONTENT_LIMIT: Final = 400_000
QUESTION_LIMIT: Final = 20_000
ANSWER_LIMIT: Final = 5_000
REGEX_LIMIT: Final = 200
MINUTES_LIMIT: Final = 6_000
POINTS_LIMIT: Final = 100
LESSON_COUNT_LIMIT: Final = 2_000
CAPTION_COUNT_LIMIT: Final = 20
ATTACHMENT_COUNT_LIMIT: Final = 50
QUESTION_COUNT_LIMIT: Final = 200
CHOICE_COUNT_LIMIT: Final = 50
CHOICE_COUNT_MINIMUM: Final = 2
FULL_MARK: Final = 100
ITEM_COUNT_MINIMUM: Final = 2
CRITERION_COUNT_LIMIT: Final = 20
TIME_LIMITS_S: Final = (10, 7 * 24 * 3600)
ATTEMPTS_LIMIT: Final = 1_000


def check_length(name: str, text: str, limit: int, *, origin: Origin) -> None:
    """Refuse a text that is longer than `limit` characters.

    Raises:
        CourseFormatError: it is.
    """
    if len(text) > limit:
        raise origin.error(f"{name} has {len(text):,} characters; at most {limit:,} are allowed")


def check_filled(name: str, text: str, limit: int, *, origin: Origin) -> None:
    """Refuse a text that is empty or longer than `limit` characters.

    Raises:
        CourseFormatError: it is.
    """
    if not text.strip():
        raise origin.error(f"{name} is empty")
    check_length(name, text, limit, origin=origin)


def check_lesson(lesson: LessonPart, *, origin: Origin) -> None:
    """Check what a lesson says of itself; its quizzes are checked on their own.

    Raises:
        CourseFormatError: a limit is broken, or a video lesson has no video.
    """
    if not LESSON_KEY.fullmatch(lesson.key) or len(lesson.key) > TITLE_LIMIT:
        raise origin.error(f"{lesson.key!r} cannot be a lesson's key: use letters, digits, '-', '_', '.' and '/'")
    check_filled("the title", lesson.title, TITLE_LIMIT, origin=origin)
    check_length("the text", lesson.content, CONTENT_LIMIT, origin=origin)
    if not 0 <= lesson.minutes <= MINUTES_LIMIT:
        raise origin.error(f"minutes must lie between 0 and {MINUTES_LIMIT:,}")
    if lesson.kind == "video" and not lesson.video_url:
        raise origin.error("a lesson of kind video needs a video_url")
    if lesson.video_url and not re.match(r"https?://[^\s/]+|media:", lesson.video_url):
        raise origin.error("video_url must be an http or https address, or a file in media/")
    languages = [caption.language for caption in lesson.captions]
    if len(set(languages)) < len(languages):
        raise origin.error("two captions have the same language")
    if len(set(lesson.attachments)) < len(lesson.attachments):
        raise origin.error("an attachment is named twice")
    if len(languages) > CAPTION_COUNT_LIMIT or len(lesson.attachments) > ATTACHMENT_COUNT_LIMIT:
        limits = f"{CAPTION_COUNT_LIMIT} captions and {ATTACHMENT_COUNT_LIMIT} attachments"
        raise origin.error(f"a lesson has at most {limits}")


def check_quiz(quiz: QuizPart, *, origin: Origin) -> None:
    """Check what a quiz says of itself; its questions are checked on their own.

    Raises:
        CourseFormatError: a limit is broken, two questions share a key, or there is no question.
    """
    if not QUIZ_KEY.fullmatch(quiz.key):
        raise origin.error(f"{quiz.key!r} cannot be a quiz's key: use letters, digits, '-', '_' and '.'")
    check_filled("the title", quiz.title, TITLE_LIMIT, origin=origin)
    if not 0 <= quiz.pass_mark <= FULL_MARK:
        raise origin.error("pass_mark is a percentage between 0 and 100")
    if not quiz.questions:
        raise origin.error("the quiz has no questions")
    if len(quiz.questions) > QUESTION_COUNT_LIMIT:
        raise origin.error(f"the quiz has more than {QUESTION_COUNT_LIMIT} questions")
    keys = [question.key for question in quiz.questions]
    for key in keys:
        if keys.count(key) > 1:
            raise origin.error(f"two questions have the id {key!r}")


def check_settings(settings: QuizSettingsPart, *, origin: Origin) -> None:
    """Check how a quiz is taken.

    Raises:
        CourseFormatError: a limit is broken, or feedback waits for a closing that never comes.
    """
    limits = {
        "time_limit_s": (settings.time_limit_s, *TIME_LIMITS_S),
        "attempts_allowed": (settings.attempts_allowed, 1, ATTEMPTS_LIMIT),
        "draw": (settings.draw, 1, QUESTION_COUNT_LIMIT),
    }
    for name, (value, least, most) in limits.items():
        if value is not None and not least <= value <= most:
            raise origin.error(f"{name} must lie between {least} and {most:,}")
    if settings.feedback == "after_closing" and settings.closes_at is None:
        raise origin.error("feedback after_closing needs closes_at")


def check_question(question: QuestionPart, *, origin: Origin) -> None:
    """Check that a question can be asked and answered.

    Raises:
        CourseFormatError: a limit is broken, or what its kind needs is missing or contradictory.
    """
    check_filled("the id", question.key, TITLE_LIMIT, origin=origin)
    check_length("the text", question.text, QUESTION_LIMIT, origin=origin)
    if question.kind != "tracing":  # the program asks by itself
        check_filled("the text", question.text, QUESTION_LIMIT, origin=origin)
    check_length("the explanation", question.explanation, QUESTION_LIMIT, origin=origin)
    if not 1 <= question.points <= POINTS_LIMIT:
        raise origin.error(f"points must lie between 1 and {POINTS_LIMIT}")
    _CHECKS[question.kind](question, origin)


def _check_one_right(question: QuestionPart, origin: Origin) -> None:
    _check_choices(question, origin)
    if sum(choice.is_correct for choice in question.choices) != 1:
        raise origin.error(f"a {question.kind} question needs exactly one correct choice")


def _check_some_right(question: QuestionPart, origin: Origin) -> None:
    _check_choices(question, origin)
    if not any(choice.is_correct for choice in question.choices):
        raise origin.error("a multiple question needs at least one correct choice")


def _check_true_false(question: QuestionPart, origin: Origin) -> None:
    _check_one_right(question, origin)
    if len(question.choices) != CHOICE_COUNT_MINIMUM:
        raise origin.error("a true_false question has exactly two choices")


def _check_choices(question: QuestionPart, origin: Origin) -> None:
    count = len(question.choices)
    if not CHOICE_COUNT_MINIMUM <= count <= CHOICE_COUNT_LIMIT:
        range_text = f"{CHOICE_COUNT_MINIMUM} to {CHOICE_COUNT_LIMIT}"
        raise origin.error(f"there must be {range_text} choices, not {count}")
    for choice in question.choices:
        check_filled("a choice", choice.text, ANSWER_LIMIT, origin=origin)


def _check_short_text(question: QuestionPart, origin: Origin) -> None:
    if not 1 <= len(question.accepted) <= CHOICE_COUNT_LIMIT:
        raise origin.error(f"there must be 1 to {CHOICE_COUNT_LIMIT} accepted answers")
    for answer in question.accepted:
        limit = REGEX_LIMIT if answer.is_regex else ANSWER_LIMIT
        check_filled("an accepted answer", answer.text, limit, origin=origin)
        if answer.is_regex:
            _check_regex(answer.text, origin)


def _check_regex(pattern: str, origin: Origin) -> None:
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise origin.error(f"{pattern!r} is not a regular expression: {error}") from error


def _check_numeric(question: QuestionPart, origin: Origin) -> None:
    if question.number is None or not math.isfinite(question.number):
        raise origin.error("a numeric question needs a finite number")
    if not math.isfinite(question.tolerance) or question.tolerance < 0:
        raise origin.error("the tolerance must be 0 or more")


def _check_tracing(question: QuestionPart, origin: Origin) -> None:
    tracing = question.tracing
    if tracing is None:
        raise origin.error("a tracing question needs a program")
    check_filled("the program", tracing.program, QUESTION_LIMIT, origin=origin)
    check_length("stdout", tracing.stdout, ANSWER_LIMIT, origin=origin)
    if tracing.does_compile:
        return
    lines = len(tracing.program.splitlines())
    if tracing.line is not None and not 1 <= tracing.line <= lines:
        raise origin.error(f"line {tracing.line} is not in the program, which has {lines}")


def _check_ordering(question: QuestionPart, origin: Origin) -> None:
    _check_count("items in the order", question.order, origin)
    for text in question.order:
        check_filled("an item", text, ANSWER_LIMIT, origin=origin)
    _check_distinct("items", question.order, origin)


def _check_matching(question: QuestionPart, origin: Origin) -> None:
    _check_count("pairs", question.pairs, origin)
    for pair in question.pairs:
        check_length("a left side", pair.left, ANSWER_LIMIT, origin=origin)
        check_filled("a right side", pair.right, ANSWER_LIMIT, origin=origin)
    prompts = [pair.left for pair in question.pairs if pair.left]
    if not prompts:
        raise origin.error("a matching question needs a pair with a left side")
    _check_distinct("left sides", prompts, origin)
    if len({pair.right for pair in question.pairs}) < ITEM_COUNT_MINIMUM:
        raise origin.error("a matching question needs two different right sides")


def _check_essay(question: QuestionPart, origin: Origin) -> None:
    if len(question.rubric) > CRITERION_COUNT_LIMIT:
        raise origin.error(f"there must be at most {CRITERION_COUNT_LIMIT} lines in the rubric")
    for criterion in question.rubric:
        check_filled("a line of the rubric", criterion.text, ANSWER_LIMIT, origin=origin)
        if criterion.points < 1:
            raise origin.error("a line of the rubric is worth at least 1 point")
    total = sum(criterion.points for criterion in question.rubric)
    if question.rubric and total != question.points:
        raise origin.error(f"the rubric has {total} points, the question {question.points}; they must be the same")


def _check_count(name: str, items: Sequence[object], origin: Origin) -> None:
    if not ITEM_COUNT_MINIMUM <= len(items) <= CHOICE_COUNT_LIMIT:
        raise origin.error(f"there must be {ITEM_COUNT_MINIMUM} to {CHOICE_COUNT_LIMIT} {name}, not {len(items)}")


def _check_distinct(name: str, texts: Sequence[str], origin: Origin) -> None:
    """Things that cannot be told apart cannot be put in order or matched."""
    if len(set(texts)) < len(texts):
        raise origin.error(f"two {name} are the same")


_CHECKS: Final = {
    "single": _check_one_right,
    "multiple": _check_some_right,
    "true_false": _check_true_false,
    "short_text": _check_short_text,
    "numeric": _check_numeric,
    "tracing": _check_tracing,
    "ordering": _check_ordering,
    "matching": _check_matching,
    "essay": _check_essay,
}
