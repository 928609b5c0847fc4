r"""GIFT, Moodle's text format (docs.moodle.org/en/GIFT_format), read leniently and written strictly.

Escaped characters become private ones while a file is read, so that what is left of `~ = # { } :` is punctuation.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from lyceum.assessment.formats.question_file import (
    MOST_QUESTIONS,
    Answers,
    FileQuestion,
    QuestionFile,
    Rejected,
    UnreadableQuestionError,
    check_answers_count,
)

_PRIVATE: Final = 0xF000
_ESCAPE: Final = re.compile(r"\\([~=#{}:n\\])")
_SHOWN: Final = {_PRIVATE + ord(mark): mark for mark in "~=#{}:\\"} | {_PRIVATE + ord("n"): "\n"}
_SPECIAL: Final = re.compile(r"[~=#{}:\\\n]")
_TITLE: Final = re.compile(r"::(.*?)::", re.DOTALL)
_FORMAT: Final = re.compile(r"\s*\[(?:html|moodle|plain|markdown)\]", re.IGNORECASE)
_ANSWER: Final = re.compile(r"([=~])\s*(?:%(-?[\d.]+)%)?([^=~]*)")
_NUMBER: Final = r"[-+]?[\d.]+(?:[eE][-+]?\d+)?"
_RANGE: Final = re.compile(rf"({_NUMBER})\s*\.\.\s*({_NUMBER})")
_TOLERANCE: Final = re.compile(rf"({_NUMBER})(?:\s*:\s*({_NUMBER}))?")
_TRUTHS: Final = {"T": True, "TRUE": True, "F": False, "FALSE": False}
_FULL: Final = 100.0


def read_gift(text: str) -> QuestionFile:
    """Read a file; comments and categories are skipped."""
    questions: list[FileQuestion] = []
    rejected: list[Rejected] = []
    for line, block in islice(_blocks(text), MOST_QUESTIONS):
        try:
            questions.append(_read_question(line, block))
        except (UnreadableQuestionError, ValueError) as error:  # told with its line; the others are read all the same
            rejected.append(Rejected(line=line, message=str(error)))
    return QuestionFile(questions=tuple(questions), rejected=tuple(rejected))


def write_gift(questions: Iterable[FileQuestion]) -> str:
    """Write questions of the kinds that GIFT has; the others are left out, as a comment says."""
    return "\n".join(_write_question(number, item) for number, item in enumerate(questions, start=1))


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield each question with the line on which it begins."""
    start, lines = 0, list[str]()
    for number, line in enumerate([*text.lstrip("\ufeff").splitlines(), ""], start=1):
        if line.lstrip().startswith(("//", "$CATEGORY:")):
            continue
        if line.strip():
            start = start or number
            lines.append(line)
        elif lines:
            yield start, "\n".join(lines)
            start, lines = 0, []


def _read_question(line: int, block: str) -> FileQuestion:
    hidden = _ESCAPE.sub(lambda found: chr(_PRIVATE + ord(found[1])), block)
    body = _TITLE.sub("", hidden, count=1) if hidden.lstrip().startswith("::") else hidden
    opened, closed = body.find("{"), body.rfind("}")
    if opened < 0 or closed < opened:
        raise UnreadableQuestionError("There is no answer in braces.")
    tail = body[closed + 1 :].strip()
    stem = body[:opened] + (f"_____ {tail}" if tail else "")
    answers, _, explanation = body[opened + 1 : closed].partition("####")
    parts = _read_answers(answers.strip())
    return FileQuestion(line=line, text=_plain(stem), explanation=_plain(explanation), **parts)


def _read_answers(answers: str) -> Answers:
    bare = answers.partition("#")[0].strip().upper()
    if not answers:
        return {"kind": "essay"}
    if bare in _TRUTHS:
        return {"kind": "true_false", "choices": (("True", _TRUTHS[bare]), ("False", not _TRUTHS[bare]))}
    if answers.startswith("#"):
        return _read_number(answers[1:].strip())
    check_answers_count(answers.count("=") + answers.count("~"))
    found = [(sign, weight, text.partition("#")[0]) for sign, weight, text in _ANSWER.findall(answers)]
    if not found or not answers.startswith(("=", "~")):
        raise UnreadableQuestionError("Answers begin with = or ~.")
    if all(sign == "=" for sign, _, _ in found):
        return _read_texts(found)
    return _read_choices(found)


def _read_texts(found: list[tuple[str, str, str]]) -> Answers:
    if all("->" in text for _, _, text in found):
        pairs = (text.split("->", 1) for _, _, text in found)
        return {"kind": "matching", "pairs": tuple((_plain(left), _plain(right)) for left, right in pairs)}
    if any(weight and float(weight) < _FULL for _, weight, _ in found):
        raise UnreadableQuestionError("A text is either right or wrong; there is no partial credit for it.")
    return {"kind": "short_text", "accepted": tuple(_plain(text) for _, _, text in found)}


def _read_choices(found: list[tuple[str, str, str]]) -> Answers:
    choices = tuple((_plain(text), _is_right(sign, weight)) for sign, weight, text in found)
    right = sum(is_right for _, is_right in choices)
    is_single = right == 1 and any(sign == "=" for sign, _, _ in found)
    return {"kind": "single" if is_single else "multiple", "choices": choices}


def _is_right(sign: str, weight: str) -> bool:
    return float(weight) > 0 if weight else sign == "="


def _read_number(answer: str) -> Answers:
    first = next(iter(_ANSWER.findall(answer)), ("", "", answer))[2].partition("#")[0].strip()
    if found := _RANGE.fullmatch(first):
        low, high = float(found[1]), float(found[2])
        return {"kind": "numeric", "number": (low + high) / 2, "tolerance": abs(high - low) / 2}
    if found := _TOLERANCE.fullmatch(first):
        return {"kind": "numeric", "number": float(found[1]), "tolerance": abs(float(found[2] or 0))}
    raise UnreadableQuestionError(f"“{_plain(first)}” is no number.")


def _plain(text: str) -> str:
    bare = _FORMAT.sub("", text, count=1) if _FORMAT.match(text) else text
    return bare.strip().translate(_SHOWN).strip()


def _write_question(number: int, question: FileQuestion) -> str:
    answers = _write_answers(question)
    if answers is None:
        return f"// Question {number} is left out: GIFT has no such kind ({question.kind}).\n"
    explanation = f"####[markdown]{_escape(question.explanation)}" if question.explanation else ""
    return f"::Question {number}::[markdown]{_escape(question.text)} {{{answers}{explanation}}}\n"


def _write_answers(question: FileQuestion) -> str | None:
    if question.kind == "essay":
        return ""
    if question.kind == "numeric" and question.number is not None:
        return f"#{question.number!r}:{question.tolerance!r}"
    if question.accepted:
        return " ".join(f"={_escape(text)}" for text in question.accepted)
    if question.pairs and all(left for left, _ in question.pairs):
        return " ".join(f"={_escape(left)} -> {_escape(right)}" for left, right in question.pairs)
    return _write_choices(question) if question.choices else None


def _write_choices(question: FileQuestion) -> str:
    if question.kind == "true_false" and [text for text, _ in question.choices] == ["True", "False"]:
        return "TRUE" if question.choices[0][1] else "FALSE"
    if question.kind != "multiple":
        return " ".join(f"{'=' if is_right else '~'}{_escape(text)}" for text, is_right in question.choices)
    share = _FULL / max(1, sum(is_right for _, is_right in question.choices))
    return " ".join(
        f"~%{f'{share:.5f}' if is_right else '-100'}%{_escape(text)}" for text, is_right in question.choices
    )


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda found: "\\n" if found[0] == "\n" else f"\\{found[0]}", text)
