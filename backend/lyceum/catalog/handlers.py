"""Reactions of the catalog to what happens in other capabilities."""

from lyceum.accounts.events import PersonRenamed
from lyceum.catalog.services.search import forget_catalogue, index_courses_of


def show_new_name(event: PersonRenamed) -> None:  # noqa: ARG001 - every handler takes its event
    """Show the new name of an instructor at once."""
    forget_catalogue()


def find_by_new_name(event: PersonRenamed) -> None:
    """Let search find the courses of an instructor by their new name."""
    index_courses_of(event.person_id)
