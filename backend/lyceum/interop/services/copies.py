"""Filling the copy of a course: an export that is imported again under the copy's own ids."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog
from bson import ObjectId

from lyceum.accounts import public as accounts
from lyceum.catalog import public as catalog
from lyceum.interop.services.exports import pattern_of
from lyceum.interop.services.imports import store_package
from lyceum.learning import public as learning
from lyceum.platform.errors import NotFoundError

log = structlog.get_logger(__name__)


def fill_copy(*, source_id: ObjectId, copy_id: ObjectId) -> None:
    """Put everything that was written in a course into a draft; repeating it after a kill completes it.

    Raises:
        ForbiddenError: whoever the draft belongs to may not change the course any more.
    """
    offer = catalog.find_course_offers([copy_id]).get(copy_id)
    if offer is None:  # it was deleted before it was filled
        return
    actor = accounts.get_actor(str(offer.instructor_id))
    with TemporaryDirectory() as folder:
        try:
            pattern = pattern_of(source_id, Path(folder), actor=actor)
        except NotFoundError:  # the course was deleted meanwhile: the draft stays as it is
            log.info("copy_without_source", course_id=str(copy_id))
            return
        package = replace(pattern.package, slug=offer.slug, title=offer.title)
        copied = store_package(package, course_id=copy_id, actor=actor)
    lesson_ids = {lesson_id: copied[key] for lesson_id, key in pattern.lesson_keys.items()}
    learning.copy_lesson_rules(source_id=source_id, copy_id=copy_id, lesson_ids=lesson_ids)
    log.info("course_copied", course_id=str(copy_id), source_id=str(source_id))
