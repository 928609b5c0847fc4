"""Texts of other capabilities: questions, announcements."""

from bson import ObjectId

from lyceum.catalog.documents import MediaId, media
from lyceum.catalog.selectors import texts


def render_text(source: str, *, course_id: ObjectId) -> str:
    """Render a text that is about to be stored.

    Learners keep copies of such texts (the question of an attempt), so that the media it shows stay as long as the
    course does.
    """
    html = texts.render_text(source, course_id=course_id)
    shown = texts.list_media_ids(html)
    if shown:
        where = {"_id": {"$in": shown}, "course_id": course_id, "is_pinned": False}
        for item in media.find_as(MediaId, where, limit=len(shown)):
            media.update({"_id": item.id}, {"$set": {"is_pinned": True}, "$unset": {"unused_since": ""}})
    return html
