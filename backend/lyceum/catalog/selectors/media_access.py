"""Who may see and change what is known about a media file."""

from bson import ObjectId
from pymongo import DESCENDING

from lyceum.catalog.documents import Media, media
from lyceum.catalog.selectors.access import get_writable_course, is_author
from lyceum.catalog.selectors.courses import get_course
from lyceum.catalog.selectors.media import MediaView, view_of
from lyceum.platform.actors import Actor
from lyceum.platform.errors import NotFoundError
from lyceum.platform.paging import Page, PageRequest, find_page


def get_own_media(media_id: ObjectId, *, actor: Actor) -> Media:
    """Return a file of a course that the actor may change, or an avatar of their own.

    Raises:
        NotFoundError: it is absent or hidden.
    """
    found = media.find_by_id(media_id)
    if found is None or not _is_own(found, actor):
        raise NotFoundError("There is no such file.")
    return found


def list_media(course_id: ObjectId, *, actor: Actor, page: PageRequest) -> Page[MediaView]:
    """Return one page of the files of a course that the actor may change, the newest first.

    Raises:
        NotFoundError, ForbiddenError: the actor may not change the course.
    """
    get_writable_course(course_id, actor=actor)
    found = find_page(media, Media, {"course_id": course_id}, sort=[("_id", DESCENDING)], page=page)
    return found.map(view_of)


def _is_own(found: Media, actor: Actor) -> bool:
    if found.course_id is None:
        return found.owner_id == actor.user_id
    return is_author(get_course(found.course_id), actor)
