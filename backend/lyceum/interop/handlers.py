"""Reactions of interop to what happens in other capabilities."""

from lyceum.catalog.events import CourseCopyRequested
from lyceum.interop.services.copies import fill_copy


def fill_copied_course(event: CourseCopyRequested) -> None:
    """By an errand: put into a draft what the course has that it was made from."""
    fill_copy(source_id=event.source_id, copy_id=event.copy_id)
