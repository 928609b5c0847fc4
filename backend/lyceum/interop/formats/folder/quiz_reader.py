"""Reads a quiz of a course folder."""

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Final, get_args

from lyceum.interop.formats.course_files import Origin
from lyceum.interop.formats.course_package import (
    AcceptedPart,
    ChoicePart,
    CriterionPart,
    PairPart,
    QuestionKind,
    QuestionPart,
    QuizPart,
    TracingPart,
)
from lyceum.interop.formats.course_rules import check_question, check_quiz
from lyceum.interop.formats.folder.layout import quiz_key
from lyceum.interop.formats.folder.links import LinkReader
from lyceum.interop.formats.folder.quiz_settings import SETTING_NAMES, read_settings
from lyceum.interop.formats.folder.yaml_source import YamlMap, read_yaml

PASS_MARK: Final = 70
YAML_BYTES_LIMIT: Final = 1024 * 1024
_CHOICES: Final = ("choices",)
_FIELDS: Final[dict[QuestionKind, tuple[str, ...]]] = {
    "single": _CHOICES,
    "multiple": _CHOICES,
    "true_false": _CHOICES,
    "short_text": ("accepted",),
    "numeric": ("number", "tolerance"),
    "tracing": ("program", "language", "does_compile", "stdout", "line"),
    "ordering": ("order",),
    "matching": ("pairs",),
    "essay": ("rubric",),
}


class QuizReader:
    """Reads the quizzes of one course; `links` turns their links into references."""

    def __init__(self, links: LinkReader) -> None:
        self._links = links

    def read(self, path: PurePosixPath, *, origin: Origin) -> QuizPart:
        """Read and check the quiz in a file; `origin` is the place that names the file.

        Raises:
            CourseFormatError: it cannot be read or breaks a rule.
        """
        text = self._links.files.read_text(path, origin=origin, limit_bytes=YAML_BYTES_LIMIT)
        source = read_yaml(text, file=str(path))
        source.check_known("title", "pass_mark", "required", *SETTING_NAMES, "questions")
        quiz = QuizPart(
            key=quiz_key(path),
            title=source.text("title").strip(),
            pass_mark=source.integer("pass_mark", PASS_MARK),
            required=source.flag("required", default=True),
            questions=tuple(self._question(item, path) for item in source.maps("questions")),
            settings=read_settings(source),
        )
        check_quiz(quiz, origin=source.origin)
        return quiz

    def _question(self, source: YamlMap, path: PurePosixPath) -> QuestionPart:
        kind = _kind(source)
        source.check_known("id", "kind", "text", "points", *_FIELDS[kind], "explanation")

        def linked(text: str, origin: Origin) -> str:
            return self._links.read(text.strip("\n"), file=path, first_line=origin.line or 1)

        def markdown(place: YamlMap, name: str, default: str | None = None) -> str:
            return linked(place.text(name, default), place.origin_of(name))

        question = QuestionPart(
            key=source.text("id"),
            kind=kind,
            text=markdown(source, "text", "" if kind == "tracing" else None),
            points=source.integer("points", 1),
            explanation=markdown(source, "explanation", ""),
            choices=_choices(source, markdown),
            accepted=_accepted(source),
            number=source.number("number") if kind == "numeric" else None,
            tolerance=source.number("tolerance", 0.0) if kind == "numeric" else 0.0,
            tracing=_tracing(source) if kind == "tracing" else None,
            order=tuple(linked(*item) for item in source.texts_with_origin("order")),
            pairs=_pairs(source, markdown),
            rubric=_rubric(source),
        )
        check_question(question, origin=source.origin)
        return question


def _kind(source: YamlMap) -> QuestionKind:
    name = source.text("kind")
    kinds: tuple[QuestionKind, ...] = get_args(QuestionKind)
    for kind in kinds:
        if kind == name:
            return kind
    known = ", ".join(kinds)
    raise source.origin_of("kind").error(f"unknown kind {name!r}; known are {known}")


def _choices(source: YamlMap, markdown: Callable[[YamlMap, str], str]) -> tuple[ChoicePart, ...]:
    choices: list[ChoicePart] = []
    for item in source.maps("choices"):
        item.check_known("text", "correct")
        text = markdown(item, "text")
        choices.append(ChoicePart(text=text, is_correct=item.flag("correct", default=False)))
    return tuple(choices)


def _accepted(source: YamlMap) -> tuple[AcceptedPart, ...]:
    answers: list[AcceptedPart] = []
    for item in source.maps("accepted"):
        item.check_known("text", "regex")
        is_regex = item.flag("regex", default=False)
        answers.append(AcceptedPart(text=item.text("text"), is_regex=is_regex))
    return tuple(answers)


def _pairs(source: YamlMap, markdown: Callable[[YamlMap, str, str | None], str]) -> tuple[PairPart, ...]:
    pairs: list[PairPart] = []
    for item in source.maps("pairs"):
        item.check_known("left", "right")
        left = markdown(item, "left", "")
        pairs.append(PairPart(left=left if left.strip() else "", right=markdown(item, "right", None)))
    return tuple(pairs)


def _rubric(source: YamlMap) -> tuple[CriterionPart, ...]:
    criteria: list[CriterionPart] = []
    for item in source.maps("rubric"):
        item.check_known("text", "points")
        criteria.append(CriterionPart(text=item.text("text"), points=item.integer("points")))
    return tuple(criteria)


def _tracing(source: YamlMap) -> TracingPart:
    does_compile = source.flag("does_compile")
    foreign = "line" if does_compile else "stdout"
    if source.has(foreign):
        raise source.origin_of(foreign).error(f"a program with this does_compile has no {foreign!r}")
    has_line = not does_compile and source.has("line")
    return TracingPart(
        program=source.text("program").rstrip("\n"),
        language=source.text("language", ""),
        does_compile=does_compile,
        stdout=source.text("stdout").rstrip("\n") if does_compile else "",
        line=source.integer("line") if has_line else None,
    )
