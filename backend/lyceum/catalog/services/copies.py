"""Copying courses: the draft is there at once, its lessons, quizzes and media follow from the worker."""

from typing import Final

import msgspec
from bson import ObjectId

from lyceum.catalog.documents import Course
from lyceum.catalog.events import CourseCopyRequested
from lyceum.catalog.rules.courses import TITLE_LENGTH
from lyceum.catalog.rules.search import fold
from lyceum.catalog.selectors.access import get_writable_course
from lyceum.catalog.services.courses import insert_draft, new_draft
from lyceum.platform.actors import Actor
from lyceum.platform.events import announce
from lyceum.platform.mongo import run_in_transaction

MARK: Final = " (copy)"


def copy_course(course_id: ObjectId, *, actor: Actor) -> Course:
    """Make a draft of the actor's own from a course that they may change; learners and their work stay behind.

    Raises:
        NotFoundError, ForbiddenError: the actor may not change the course.
    """

    def copy() -> Course:
        draft = insert_draft(_draft_of(get_writable_course(course_id, actor=actor), owner_id=actor.user_id))
        announce(CourseCopyRequested(source_id=course_id, copy_id=draft.id))
        return draft

    return run_in_transaction(copy)


def _draft_of(source: Course, *, owner_id: ObjectId) -> Course:
    title = f"{source.title[: TITLE_LENGTH - len(MARK)]}{MARK}"
    return msgspec.structs.replace(
        new_draft(owner_id),
        title=title,
        title_key=fold(title),
        summary=source.summary,
        category_id=source.category_id,
        level=source.level,
        language=source.language,
        tags=source.tags,
        price_cents=source.price_cents,
        currency=source.currency,
    )
