"""Markdown of courses and lessons, with references to media made complete.

A reference is kept only where the file belongs to the same course: otherwise a text could open any file by its id.
"""

from typing import Final

from bson import ObjectId

from lyceum.catalog.documents import MediaHead, media
from lyceum.catalog.selectors.media import resolve_media
from lyceum.platform import markdown
from lyceum.platform.ids import is_id

REFERENCES_LIMIT: Final = 500
UNKNOWN: Final = "unknown"


def render_text(source: str, *, course_id: ObjectId) -> str:
    """Render Markdown; each `media:ID` of the course gets the file's ending, any other one becomes `media:unknown`."""
    html = markdown.render(source)
    extensions = _find_extensions(list_media_ids(html), course_id=course_id)

    def complete(reference: str) -> str:
        media_id = reference.partition(".")[0]
        extension = extensions.get(media_id)
        return f"media:{media_id}.{extension}" if extension else f"media:{UNKNOWN}"

    return markdown.resolve(html, media=complete, lesson=_keep_lesson)


def resolve_html(html: str, *, course_id: ObjectId) -> str:
    """Put addresses in the place of the references of a text that `render_text` has rendered."""

    def lesson_address(reference: str) -> str:
        return f"/courses/{course_id}/lessons/{reference}" if is_id(reference) else ""

    return markdown.resolve(html, media=resolve_media, lesson=lesson_address)


def list_media_ids(html: str) -> list[ObjectId]:
    """Return the ids that a rendered text refers to, up to `REFERENCES_LIMIT`."""
    found: dict[str, None] = {}

    def note(reference: str) -> str:
        found[reference.partition(".")[0]] = None
        return reference

    markdown.resolve(html, media=note, lesson=_keep_lesson)
    return [ObjectId(item) for item in found if is_id(item)][:REFERENCES_LIMIT]


def _find_extensions(media_ids: list[ObjectId], *, course_id: ObjectId) -> dict[str, str]:
    if not media_ids:
        return {}
    where = {"_id": {"$in": media_ids}, "course_id": course_id}
    found = media.find_as(MediaHead, where, limit=len(media_ids))
    return {str(head.id): head.extension for head in found}


def _keep_lesson(reference: str) -> str:
    return f"lesson:{reference}"
