"""Quizzes of mdbook-quiz: a TOML file of questions, placed in a page by `{{#quiz path}}`.

MultipleChoice becomes single, or multiple where the answer is a list; ShortAnswer becomes short_text; Tracing stays
tracing. What mdbook-quiz shows after an answer (`context`) is the explanation. It mixes choices unless told
otherwise; here they get an order that is mixed once and stays the same in every import.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from lyceum.interop.formats.course_files import CourseFiles, Origin
from lyceum.interop.formats.course_package import (
    AcceptedPart,
    ChoicePart,
    ImportNote,
    QuestionPart,
    QuizPart,
    TracingPart,
)
from lyceum.interop.formats.course_rules import check_question, check_quiz
from lyceum.interop.formats.mdbook.toml_source import TomlTable, read_toml

PASS_MARK: Final = 70
TRACING_TEXT: Final = "Will this program compile? If it will, write what it prints. If not, give the line of the error."
_QUESTION_LINE: Final = re.compile(r"^[ \t]*\[\[[ \t]*questions[ \t]*\]\]", re.MULTILINE)
_KEY_CHARACTERS: Final = re.compile(r"[^\w.-]+")

type ReadMarkdown = Callable[[str, Origin], str]


@dataclass(slots=True, kw_only=True)
class QuizReader:
    """Reads the quizzes of one book; `notes` tells which questions were left out."""

    files: CourseFiles
    language: str
    notes: list[ImportNote] = field(default_factory=list)
    _keys: set[str] = field(default_factory=set)

    def read(self, path: PurePosixPath, *, title: str, origin: Origin, markdown: ReadMarkdown) -> QuizPart:
        """Read the quiz in a file; `markdown` makes lesson Markdown of its texts.

        Raises:
            CourseFormatError: it cannot be read, or a question has no usable answer.
        """
        text = self.files.read_text(path, origin=origin)
        source = read_toml(text, file=str(path))
        lines = [text.count("\n", 0, match.start()) + 1 for match in _QUESTION_LINE.finditer(text)]
        tables = source.tables("questions")
        questions: list[QuestionPart] = []
        for number, table in enumerate(tables):
            line = lines[number] if len(lines) == len(tables) else None
            table.origin = Origin(file=str(path), line=line)
            reader = _QuestionReader(table, source.table("multipart"), self.language, markdown)
            question = reader.read(default_key=f"question-{number + 1}")
            if question is None:
                message = f"left out: a question of the type {table.text('type')!r} is not known"
                self.notes.append(ImportNote(file=str(path), line=line, message=message))
            else:
                questions.append(question)
        quiz = QuizPart(
            key=self._free_key(path),
            title=title,
            pass_mark=PASS_MARK,
            required=True,
            questions=tuple(questions),
        )
        check_quiz(quiz, origin=source.origin)
        return quiz

    def _free_key(self, path: PurePosixPath) -> str:
        """Derive a key from the file; a quiz that is placed again gets a number."""
        inner = path.relative_to("quizzes") if path.is_relative_to("quizzes") else path
        base = _KEY_CHARACTERS.sub("-", str(inner.with_suffix(""))).strip("-.")[:90]
        key, number = base, 1
        while key in self._keys:
            number += 1
            key = f"{base}-{number}"
        self._keys.add(key)
        return key


class _QuestionReader:
    def __init__(self, source: TomlTable, shared: TomlTable, language: str, markdown: ReadMarkdown) -> None:
        self._source = source
        self._prompt = source.table("prompt")
        self._answer = source.table("answer")
        for table in (self._prompt, self._answer, shared):
            table.origin = source.origin
        self._shared = shared
        self._language = language
        self._read_markdown = markdown

    def read(self, *, default_key: str) -> QuestionPart | None:
        """Return the question, or None where its type is not known."""
        readers = {
            "MultipleChoice": self._multiple_choice,
            "ShortAnswer": self._short_answer,
            "Tracing": self._tracing,
        }
        kind = self._source.text("type")
        if kind not in readers:
            return None
        question = readers[kind](self._source.text("id", default_key))
        check_question(question, origin=self._source.origin)
        return question

    def _markdown(self, text: str) -> str:
        return self._read_markdown(text, self._source.origin).strip("\n")

    def _text(self, prompt: str) -> str:
        """Return the prompt, after the one that several questions share."""
        name = self._source.text("multipart", "")
        shared = f"{self._shared.text(name)}\n\n" if name else ""
        return self._markdown(f"{shared}{prompt}")

    def _explanation(self) -> str:
        return self._markdown(self._source.text("context", ""))

    def _multiple_choice(self, key: str) -> QuestionPart:
        answer = self._answer.text_or_texts("answer")
        right = (answer,) if isinstance(answer, str) else answer
        choices = [
            *(ChoicePart(text=self._markdown(text), is_correct=True) for text in right),
            *(ChoicePart(text=self._markdown(text), is_correct=False) for text in self._prompt.texts("distractors")),
        ]
        return QuestionPart(
            key=key,
            kind="single" if isinstance(answer, str) else "multiple",
            text=self._text(self._prompt.text("prompt")),
            explanation=self._explanation(),
            choices=self._in_order(choices, key),
        )

    def _in_order(self, choices: list[ChoicePart], key: str) -> tuple[ChoicePart, ...]:
        """Order choices as the quiz says, or mixed by a fingerprint where it leaves them to chance."""
        if self._prompt.flag("sortAnswers", default=False):
            return tuple(sorted(choices, key=lambda choice: choice.text))
        place = self._prompt.integer("answerIndex")
        if place is not None:
            others = choices[1:]
            return (*others[:place], choices[0], *others[place:])

        def fingerprint(choice: ChoicePart) -> bytes:
            return hashlib.blake2b(f"{key}\0{choice.text}".encode(), digest_size=8).digest()

        return tuple(sorted(choices, key=fingerprint))

    def _short_answer(self, key: str) -> QuestionPart:
        texts = (self._answer.text("answer"), *self._answer.texts("alternatives"))
        return QuestionPart(
            key=key,
            kind="short_text",
            text=self._text(self._prompt.text("prompt")),
            explanation=self._explanation(),
            accepted=tuple(AcceptedPart(text=text) for text in texts),
        )

    def _tracing(self, key: str) -> QuestionPart:
        does_compile = self._answer.flag("doesCompile")
        tracing = TracingPart(
            program=self._prompt.text("program").strip("\n"),
            language=self._language,
            does_compile=does_compile,
            stdout=self._answer.text("stdout", "").rstrip("\n") if does_compile else "",
            line=None if does_compile else self._answer.integer("lineNumber"),
        )
        return QuestionPart(
            key=key,
            kind="tracing",
            text=self._text(TRACING_TEXT),
            explanation=self._explanation(),
            tracing=tracing,
        )
