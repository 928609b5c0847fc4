"""The questions of a quiz as a file for other systems, with their keys; and how far a file for a quiz is."""

from enum import StrEnum
from typing import Final

from bson import ObjectId

from lyceum.assessment.documents import QuestionImport, question_imports
from lyceum.assessment.formats.gift import write_gift
from lyceum.assessment.formats.moodle_xml import write_moodle_xml
from lyceum.assessment.formats.question_file import FileQuestion
from lyceum.assessment.rules.drafts import draft_of
from lyceum.assessment.rules.questions import Question
from lyceum.assessment.selectors.access import get_authored_quiz
from lyceum.assessment.selectors.quizzes import list_finished_questions
from lyceum.platform.actors import Actor
from lyceum.platform.errors import NotFoundError


class FileFormat(StrEnum):
    """A format that questions come in and go out."""

    GIFT = "gift"
    MOODLE_XML = "moodle_xml"


_WRITERS: Final = {FileFormat.GIFT: write_gift, FileFormat.MOODLE_XML: write_moodle_xml}


def export_questions(quiz_id: ObjectId, *, file_format: FileFormat, actor: Actor) -> str:
    """Return the finished questions of a quiz as a file.

    Raises:
        NotFoundError: the quiz is absent or its course is hidden.
        ForbiddenError: the actor may see its course only.
    """
    quiz = get_authored_quiz(quiz_id, actor=actor)
    return _WRITERS[file_format]([_file_question(item) for item in list_finished_questions(quiz)])


def get_question_import(quiz_id: ObjectId, *, actor: Actor) -> QuestionImport:
    """Return how far the latest file of questions for a quiz is.

    Raises:
        NotFoundError: the quiz is absent or its course is hidden, or there was no file lately.
        ForbiddenError: the actor may see its course only.
    """
    get_authored_quiz(quiz_id, actor=actor)
    found = question_imports.find_by_id(quiz_id)
    if found is None:
        raise NotFoundError("No questions were imported lately.")
    return found


def _file_question(question: Question) -> FileQuestion:
    """Return a question as files have it; patterns, which no other system reads alike, are left out."""
    draft = draft_of(question)
    return FileQuestion(
        kind=draft.kind.value,
        text=draft.text,
        points=draft.points,
        explanation=draft.explanation,
        choices=tuple((choice.text, choice.is_correct) for choice in draft.choices),
        accepted=tuple(item.text for item in draft.accepted if not item.regex),
        number=draft.number,
        tolerance=draft.tolerance,
        pairs=tuple((pair.left, pair.right) for pair in draft.pairs),
    )
