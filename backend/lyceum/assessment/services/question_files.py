"""Questions from files of other systems: all of a file, or nothing of it."""

from typing import Final

import msgspec
from bson import ObjectId

from lyceum.assessment.documents import Quiz
from lyceum.assessment.errors import InvalidQuestionError, InvalidQuestionFileError
from lyceum.assessment.formats.gift import read_gift
from lyceum.assessment.formats.moodle_xml import read_moodle_xml
from lyceum.assessment.formats.question_file import FileQuestion, Rejected, decode
from lyceum.assessment.rules.authoring import QUESTIONS_LIMIT
from lyceum.assessment.rules.drafts import AcceptedDraft, ChoiceDraft, PairDraft, QuestionDraft
from lyceum.assessment.rules.questions import Question, QuestionKind
from lyceum.assessment.selectors.access import get_authored_quiz
from lyceum.assessment.selectors.question_files import FileFormat
from lyceum.assessment.services.question_texts import ids_of_choices, make_question
from lyceum.assessment.services.questions import Write
from lyceum.assessment.services.quiz_changes import change_quiz
from lyceum.platform.errors import FieldError

_READERS: Final = {FileFormat.GIFT: read_gift, FileFormat.MOODLE_XML: read_moodle_xml}


def import_questions(quiz_id: ObjectId, data: bytes, *, file_format: FileFormat, write: Write) -> int:
    """Add the questions of a file at the end of a quiz; return how many there were.

    Raises:
        NotFoundError: the quiz is absent or its course is hidden.
        ForbiddenError: the actor may see its course only.
        InvalidQuestionFileError: some questions cannot be read, or there is none; nothing was imported.
        StaleVersionError: the quiz is not in the expected version any more.
        QuizTooLargeError: the quiz would hold more than it may.
    """
    course_id = get_authored_quiz(quiz_id, actor=write.actor).course_id
    found = _READERS[file_format](decode(data))
    if len(found.questions) > QUESTIONS_LIMIT:
        raise _refusal([Rejected(line=1, message=f"A quiz has at most {QUESTIONS_LIMIT} questions.")])
    made, rejected = _make_all(found.questions, course_id=course_id)
    if found.rejected or rejected or not made:
        none = [] if made else [Rejected(line=1, message="There is no question in this file.")]
        raise _refusal([*found.rejected, *rejected] or none)

    def change(quiz: Quiz) -> Quiz:
        return msgspec.structs.replace(quiz, questions=(*quiz.questions, *made))

    change_quiz(quiz_id, actor=write.actor, expected_version=write.expected_version, change=change)
    return len(made)


def _make_all(
    questions: tuple[FileQuestion, ...], *, course_id: ObjectId
) -> tuple[tuple[Question, ...], list[Rejected]]:
    made: list[Question] = []
    rejected: list[Rejected] = []
    for item in questions:
        try:
            draft = _draft_of(item)
            question = make_question(
                draft, question_id=ObjectId(), course_id=course_id, choice_ids=ids_of_choices(None)
            )
            made.append(question)
        except InvalidQuestionError as error:  # told with its line, as what could not be read at all
            rejected.append(Rejected(line=item.line, message=error.errors[0].message))
    return tuple(made), rejected


def _draft_of(item: FileQuestion) -> QuestionDraft:
    return QuestionDraft(
        kind=QuestionKind(item.kind),
        text=item.text,
        points=min(item.points, 100),
        explanation=item.explanation,
        choices=tuple(ChoiceDraft(text=text, is_correct=is_right) for text, is_right in item.choices),
        accepted=tuple(AcceptedDraft(text=text) for text in item.accepted),
        number=item.number,
        tolerance=item.tolerance,
        pairs=tuple(PairDraft(left=left, right=right) for left, right in item.pairs),
    )


def _refusal(rejected: list[Rejected]) -> InvalidQuestionFileError:
    in_order = sorted(rejected, key=lambda item: item.line)
    errors = tuple(
        FieldError(field=f"line.{item.line}", code="rejected", message=f"Line {item.line}: {item.message}")
        for item in in_order[:QUESTIONS_LIMIT]
    )
    return InvalidQuestionFileError("Some questions cannot be read; none was imported.", errors=errors)
