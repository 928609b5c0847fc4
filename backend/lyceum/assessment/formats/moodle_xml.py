"""Moodle XML (docs.moodle.org/en/Moodle_XML_format), read leniently and written strictly.

A file that declares a document type is refused as a whole: nothing here needs entities, and they can be bombs.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape

from lyceum.assessment.formats.html_text import html_to_markdown
from lyceum.assessment.formats.question_file import (
    MOST_QUESTIONS,
    Answers,
    FileQuestion,
    QuestionFile,
    Rejected,
    UnreadableQuestionError,
    check_answers_count,
)

DEPTH_LIMIT: Final = 50
_FULL: Final = 100.0
_KINDS: Final = {
    "single": "multichoice",
    "multiple": "multichoice",
    "true_false": "truefalse",
    "short_text": "shortanswer",
    "numeric": "numerical",
    "matching": "matching",
    "essay": "essay",
}


@dataclass(slots=True, kw_only=True)
class _Node:
    """An element with the line on which it begins."""

    name: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[_Node]" = field(default_factory=list)
    content: str = ""

    def all(self, name: str) -> "list[_Node]":
        return [child for child in self.children if child.name == name]

    def text(self, name: str) -> str:
        """Return the text of the first child of a name: its own or that of its `text`, as Markdown."""
        for child in self.all(name):
            return child.markdown()
        return ""

    def plain(self) -> str:
        """Return its own text, or that of its `text`, as it stands."""
        inner = self.all("text")
        return (inner[0].content if inner else self.content).strip()

    def markdown(self) -> str:
        is_plain = self.attributes.get("format") in {"markdown", "plain_text"}
        return self.plain() if is_plain else html_to_markdown(self.plain())


class _DoctypeError(Exception):
    """The file declares a document type."""


def read_moodle_xml(text: str) -> QuestionFile:
    """Read a file; categories and descriptions are skipped."""
    try:
        root = _parse(text)
    except expat.ExpatError as error:  # the whole file is not XML
        return QuestionFile(rejected=(Rejected(line=error.lineno, message="This is not well-formed XML."),))
    except _DoctypeError as error:  # what could come with it is not wanted
        return QuestionFile(rejected=(Rejected(line=1, message=str(error)),))
    questions: list[FileQuestion] = []
    rejected: list[Rejected] = []
    for node in root.all("question")[:MOST_QUESTIONS]:
        if node.attributes.get("type") in {"category", "description"}:
            continue
        try:
            questions.append(_read_question(node))
        except (UnreadableQuestionError, ValueError) as error:  # told with its line; the others are read all the same
            rejected.append(Rejected(line=node.line, message=str(error)))
    return QuestionFile(questions=tuple(questions), rejected=tuple(rejected))


def write_moodle_xml(questions: Iterable[FileQuestion]) -> str:
    """Write questions of the kinds that Moodle has; the others are left out, as a comment says."""
    parts = [_write_question(number, item) for number, item in enumerate(questions, start=1)]
    return '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n' + "".join(parts) + "</quiz>\n"


def _parse(text: str) -> _Node:
    root = _Node(name="", line=0)
    stack = [root]
    parser = expat.ParserCreate("utf-8")

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(stack) > DEPTH_LIMIT:
            raise _DoctypeError("The file is nested too deeply.")
        node = _Node(name=name, line=parser.CurrentLineNumber, attributes=attributes)
        stack[-1].children.append(node)
        stack.append(node)

    def end(_: str) -> None:
        stack.pop()

    def characters(data: str) -> None:
        stack[-1].content += data

    def refuse(*_: object) -> None:
        raise _DoctypeError("Document types and entities are not read.")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = characters, refuse
    parser.buffer_text = True
    parser.Parse(text.lstrip("\ufeff \r\n\t").encode(), True)
    return root.children[0]


def _read_question(node: _Node) -> FileQuestion:
    kind = node.attributes.get("type", "")
    read = _READERS.get(kind)
    if read is None:
        raise UnreadableQuestionError(f"There is no such kind of question here: {kind or 'none'}.")
    check_answers_count(len(node.all("answer")) + len(node.all("subquestion")))
    grade = node.text("defaultgrade")
    return FileQuestion(
        line=node.line,
        text=node.text("questiontext"),
        points=max(1, round(float(grade))) if grade else 1,
        explanation=node.text("generalfeedback"),
        **read(node),
    )


def _answers_of(node: _Node) -> list[tuple[str, float]]:
    return [(item.markdown(), float(item.attributes.get("fraction", "0"))) for item in node.all("answer")]


def _read_choices(node: _Node) -> Answers:
    choices = tuple((text, fraction > 0) for text, fraction in _answers_of(node))
    is_single = node.text("single").lower() in {"true", "1"}
    if is_single and sum(is_right for _, is_right in choices) > 1:
        raise UnreadableQuestionError("Only one choice can be right, with all the points.")
    return {"kind": "single" if is_single else "multiple", "choices": choices}


def _read_truth(node: _Node) -> Answers:
    is_true = any(text.lower() == "true" and fraction > 0 for text, fraction in _answers_of(node))
    return {"kind": "true_false", "choices": (("True", is_true), ("False", not is_true))}


def _read_texts(node: _Node) -> Answers:
    found = [(item.plain(), float(item.attributes.get("fraction", "0"))) for item in node.all("answer")]
    answers = [(text, fraction) for text, fraction in found if fraction > 0]
    if any(fraction < _FULL for _, fraction in answers):
        raise UnreadableQuestionError("A text is either right or wrong; there is no partial credit for it.")
    return {"kind": "short_text", "accepted": tuple(text for text, _ in answers)}


def _read_number(node: _Node) -> Answers:
    right = [item for item in node.all("answer") if float(item.attributes.get("fraction", "0")) >= _FULL]
    if len(right) != 1:
        raise UnreadableQuestionError("There must be one right number.")
    tolerance = right[0].text("tolerance")
    return {"kind": "numeric", "number": float(right[0].plain()), "tolerance": abs(float(tolerance or 0))}


def _read_pairs(node: _Node) -> Answers:
    pairs = tuple((item.markdown(), item.text("answer")) for item in node.all("subquestion"))
    return {"kind": "matching", "pairs": pairs}


def _read_essay(_: _Node) -> Answers:
    return {"kind": "essay"}


_READERS: Final[dict[str, Callable[[_Node], Answers]]] = {
    "multichoice": _read_choices,
    "truefalse": _read_truth,
    "shortanswer": _read_texts,
    "numerical": _read_number,
    "matching": _read_pairs,
    "essay": _read_essay,
}


def _write_question(number: int, question: FileQuestion) -> str:
    kind = _KINDS.get(question.kind)
    if kind is None or (question.kind == "short_text" and not question.accepted):
        return f"<!-- Question {number} is left out: Moodle has no such kind ({question.kind}). -->\n"
    if kind == "truefalse" and [text for text, _ in question.choices] != ["True", "False"]:
        kind = "multichoice"
    return (
        f'<question type="{kind}">\n'
        f"<name><text>Question {number}</text></name>\n"
        f"{_written('questiontext', question.text)}"
        f"{_written('generalfeedback', question.explanation)}"
        f"<defaultgrade>{question.points}</defaultgrade>\n"
        f"{_write_answers(question, kind)}</question>\n"
    )


def _write_answers(question: FileQuestion, kind: str) -> str:
    if kind == "numerical":
        tolerance = f"<tolerance>{question.tolerance!r}</tolerance>"
        return f'<answer fraction="100" format="plain_text"><text>{question.number!r}</text>{tolerance}</answer>\n'
    single = f"<single>{str(question.kind != 'multiple').lower()}</single>\n" if kind == "multichoice" else ""
    right = max(1, sum(is_right for _, is_right in question.choices))
    shares = [(text, _FULL / right if is_right else 0.0) for text, is_right in question.choices]
    shares += [(text, _FULL) for text in question.accepted]
    answers = "".join(_written("answer", text, fraction=f"{share:.5f}") for text, share in shares)
    pairs = "".join(
        f'<subquestion format="markdown"><text>{escape(left)}</text>{_written("answer", right_text)}</subquestion>\n'
        for left, right_text in question.pairs
    )
    return single + answers + pairs


def _written(name: str, text: str, *, fraction: str = "") -> str:
    share = f' fraction="{fraction}"' if fraction else ""
    return f'<{name}{share} format="markdown"><text>{escape(text)}</text></{name}>\n'
