"""Questions from files of other systems: all of a file, or nothing of it.

A file is read and checked while its sender waits, so that each bad question is named at once. Rendering hundreds of
texts takes longer than a request may: a worker does it.
"""

from datetime import timedelta
from typing import Final

import msgspec
import structlog
from bson import ObjectId

from lyceum.accounts import public as accounts
from lyceum.assessment.documents import QuestionImport, Quiz, question_imports
from lyceum.assessment.errors import (
    ImportUnderWayError,
    InvalidQuestionError,
    InvalidQuestionFileError,
    QuizTooLargeError,
)
from lyceum.assessment.events import QuestionFileAccepted
from lyceum.assessment.formats.gift import read_gift
from lyceum.assessment.formats.moodle_xml import read_moodle_xml
from lyceum.assessment.formats.question_file import FileQuestion, Rejected, decode
from lyceum.assessment.rules.authoring import QUESTIONS_LIMIT, check_count
from lyceum.assessment.rules.drafts import AcceptedDraft, ChoiceDraft, ImportState, PairDraft, QuestionDraft
from lyceum.assessment.rules.questions import Question, QuestionKind
from lyceum.assessment.selectors.access import get_authored_quiz
from lyceum.assessment.selectors.question_files import FileFormat
from lyceum.assessment.services.question_texts import check_draft, ids_of_choices, make_question
from lyceum.assessment.services.questions import Write
from lyceum.assessment.services.quiz_changes import change_quiz
from lyceum.platform.actors import Actor
from lyceum.platform.clock import utc_now
from lyceum.platform.errors import FieldError, ForbiddenError, NotFoundError
from lyceum.platform.events import announce
from lyceum.platform.mongo import run_in_transaction
from lyceum.platform.versions import check_version

log = structlog.get_logger(__name__)

_READERS: Final = {FileFormat.GIFT: read_gift, FileFormat.MOODLE_XML: read_moodle_xml}
KEPT_FOR: Final = timedelta(days=1)


def accept_file(quiz_id: ObjectId, data: bytes, *, file_format: FileFormat, write: Write) -> QuestionImport:
    """Take a file whose questions can all be read; a worker puts them at the end of the quiz.

    Raises:
        NotFoundError: the quiz is absent or its course is hidden.
        ForbiddenError: the actor may see its course only.
        InvalidQuestionFileError: some questions cannot be read, or there is none; nothing is imported.
        StaleVersionError: the quiz is not in the expected version any more.
        QuizTooLargeError: the quiz would hold more than it may.
        ImportUnderWayError: the questions of an earlier file are not in the quiz yet.
    """
    quiz = get_authored_quiz(quiz_id, actor=write.actor)
    check_version(write.expected_version, quiz.version)
    accepted = QuestionImport(
        id=quiz_id,
        author_id=write.actor.user_id,
        state=ImportState.WAITING,
        file_format=file_format.value,
        text=decode(data),
        expires_at=utc_now() + KEPT_FOR,
    )
    check_count(len(quiz.questions) + len(_read(accepted)))
    run_in_transaction(lambda: _owe(accepted))
    return accepted


def import_accepted_file(quiz_id: ObjectId) -> None:
    """Put the questions of the file that was taken last at the end of its quiz; done again, it changes nothing."""
    accepted = question_imports.find_by_id(quiz_id)
    if accepted is None or accepted.state is not ImportState.WAITING:
        return
    try:
        actor = accounts.get_actor(str(accepted.author_id))
        course_id = get_authored_quiz(quiz_id, actor=actor).course_id
        made = tuple(_make(draft, course_id=course_id) for draft in _read(accepted))
        run_in_transaction(lambda: _append(quiz_id, made, actor=actor))
    except (NotFoundError, ForbiddenError, QuizTooLargeError) as error:  # changed since; whoever asks is told
        _settle(quiz_id, {"state": ImportState.FAILED.value, "refusal": error.code})
        log.info("questions_not_imported", quiz_id=str(quiz_id), refusal=error.code)


def _owe(accepted: QuestionImport) -> None:
    before = question_imports.find_by_id(accepted.id)
    if before is not None and before.state is ImportState.WAITING:
        raise ImportUnderWayError("The questions of an earlier file are still on their way into this quiz.")
    if before is None:
        question_imports.insert_once(accepted)
    else:
        question_imports.replace(accepted)
    announce(QuestionFileAccepted(quiz_id=accepted.id))


def _append(quiz_id: ObjectId, made: tuple[Question, ...], *, actor: Actor) -> None:
    """Add questions and note that it is done; part of a transaction."""

    def change(quiz: Quiz) -> Quiz:
        return msgspec.structs.replace(quiz, questions=(*quiz.questions, *made))

    if _settle(quiz_id, {"state": ImportState.DONE.value, "imported": len(made)}):
        change_quiz(quiz_id, actor=actor, expected_version=None, change=change)
        log.info("questions_imported", quiz_id=str(quiz_id), count=len(made))


def _settle(quiz_id: ObjectId, outcome: dict[str, str | int]) -> bool:
    where = {"_id": quiz_id, "state": ImportState.WAITING.value}
    return question_imports.update(where, {"$set": outcome, "$unset": {"text": ""}})


def _make(draft: QuestionDraft, *, course_id: ObjectId) -> Question:
    return make_question(draft, question_id=ObjectId(), course_id=course_id, choice_ids=ids_of_choices(None))


def _read(accepted: QuestionImport) -> list[QuestionDraft]:
    """Return what the questions of a file are made of; all of them, or none.

    Raises:
        InvalidQuestionFileError: some cannot be read, or there is none.
    """
    found = _READERS[FileFormat(accepted.file_format)](accepted.text)
    drafts: list[QuestionDraft] = []
    rejected = list(found.rejected)
    for item in found.questions:
        draft = _draft_of(item)
        try:
            check_draft(draft)
        except InvalidQuestionError as error:  # told with its line, as what could not be read at all
            rejected.append(Rejected(line=item.line, message=error.errors[0].message))
        drafts.append(draft)
    if rejected or not drafts:
        raise _refusal(rejected or [Rejected(line=1, message="There is no question in this file.")])
    return drafts


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
