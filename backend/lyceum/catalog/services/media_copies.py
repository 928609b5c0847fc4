"""Copies of media for the copy of a course.

A copied course has files of its own, so that each course can be changed and removed without a look at the other. On a
disk both share the bytes (hard links), S3 copies them itself.

How a course is copied: make the new course; `copy_media` gives a new id for each old one; then store the texts with
`markdown.map_references(source, kind="media", change=...)` and the lessons' files by `with_copied_files`, all in a
transaction. What a copy that was cut off leaves is removed as unused. To erase a course, call
`media.delete_media_of` in the transaction that deletes it.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import msgspec
from bson import ObjectId

from lyceum.catalog.documents import Lesson, Media, MediaRef, media
from lyceum.catalog.rules.files import names_of
from lyceum.catalog.services.media import MEDIA_LIMIT
from lyceum.platform.clock import utc_now
from lyceum.platform.ids import derive_id
from lyceum.platform.storage.store import file_store

_COPY: Final = "copy"


def copy_media(
    source_course_id: ObjectId, *, target_course_id: ObjectId, owner_id: ObjectId
) -> dict[ObjectId, ObjectId]:
    """Give a course copies of another's media; return the new id of each by its old one.

    Call it before and outside of the transaction that stores the texts: it copies files. Called again for the same two
    courses it goes on where it stopped and returns the same ids. Media whose bytes are missing are left out.
    """
    found = media.find({"course_id": source_course_id}, limit=MEDIA_LIMIT)
    copies = {item.id: _copy_of(item, target_course_id, owner_id) for item in found}
    there = media.find({"course_id": target_course_id}, limit=MEDIA_LIMIT)
    done = {item.id for item in there}
    kept = [item for item in found if copies[item.id].id in done or _copy_files(item, copies[item.id])]
    media.insert_all([copies[item.id] for item in kept if copies[item.id].id not in done])
    return {item.id: copies[item.id].id for item in kept}


def with_copied_image(image: MediaRef | None, copied: Mapping[ObjectId, ObjectId]) -> MediaRef | None:
    """Return the image of a copied course, or None where it has none."""
    if image is None or image.media_id not in copied:
        return None
    return MediaRef(media_id=copied[image.media_id], extension=image.extension, variants=image.variants)


def with_copied_files(lesson: Lesson, copied: Mapping[ObjectId, ObjectId]) -> Lesson:
    """Return a lesson whose captions and attachments are the copies."""
    return msgspec.structs.replace(
        lesson,
        captions=tuple(
            replace(item, media_id=copied[item.media_id]) for item in lesson.captions if item.media_id in copied
        ),
        attachments=tuple(
            replace(item, media_id=copied[item.media_id]) for item in lesson.attachments if item.media_id in copied
        ),
    )


def _copy_of(item: Media, course_id: ObjectId, owner_id: ObjectId) -> Media:
    return msgspec.structs.replace(
        item,
        id=derive_id(course_id, _COPY, item.id),
        course_id=course_id,
        owner_id=owner_id,
        created_at=utc_now(),
        unused_since=None,
    )


def _copy_files(item: Media, copy: Media) -> bool:
    """Copy the bytes; tell whether they were there."""
    store = file_store()
    try:
        for name, new_name in zip(names_of(item), names_of(copy), strict=True):
            store.copy(name, new_name=new_name)
    except FileNotFoundError:
        return False
    return True
