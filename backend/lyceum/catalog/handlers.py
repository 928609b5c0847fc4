"""Reactions of the catalog to what happens in other capabilities."""

from lyceum.accounts.events import PersonRenamed
from lyceum.catalog.events import CategoryRenamed, CoursesMisnamed, FilesLeft, PictureStored
from lyceum.catalog.services.media import delete_files
from lyceum.catalog.services.media_sweep import sweep_files, sweep_media
from lyceum.catalog.services.media_variants import make_variants
from lyceum.catalog.services.search import forget_catalogue, index_courses_of
from lyceum.platform.clock import utc_now


def show_new_name(event: PersonRenamed) -> None:  # noqa: ARG001 - every handler takes its event
    """Show the new name of an instructor at once."""
    forget_catalogue()


def find_by_new_name(event: PersonRenamed) -> None:
    """Let search find the courses of an instructor by their new name."""
    index_courses_of("instructor_id", event.person_id)


def find_by_new_category(event: CategoryRenamed) -> None:
    """Let search find the courses of a category by its new name."""
    index_courses_of("category_id", event.category_id)


def find_more_by_new_name(event: CoursesMisnamed) -> None:
    """Let search find the next courses by a new name."""
    index_courses_of(event.part, event.named_id, after=event.after_course_id)


def make_narrower_pictures(event: PictureStored) -> None:
    """Make the versions of a picture that small screens load."""
    make_variants(event.media_id)


def delete_left_files(event: FilesLeft) -> None:
    """Delete the bytes of media that were removed."""
    delete_files(event.names)


def remove_unused_media() -> None:
    """Look for media that nothing uses any more."""
    sweep_media(utc_now())


def delete_stray_files() -> None:
    """Look for bytes that belong to nothing."""
    sweep_files(utc_now())
