"""Removes media that nothing uses any more, a bounded number of courses and files at a time.

Retention (docs/guide/media.md): what no course description, lesson or profile refers to stays `KEPT_UNUSED` and then
goes; what a question or an announcement has ever shown stays as long as its course. Bytes that no document knows, which
a crash between writing both can leave, go after `STRAY_AFTER`.
"""

from datetime import datetime, timedelta
from functools import partial
from typing import Final

import structlog
from bson import ObjectId

from lyceum.accounts import public as accounts
from lyceum.catalog.documents import (
    BEFORE_ALL,
    MediaId,
    MediaSweep,
    MediaUse,
    media,
    media_sweeps,
)
from lyceum.catalog.selectors.media_use import list_used_media
from lyceum.catalog.services.media import MEDIA_LIMIT, remove_all
from lyceum.platform.ids import derive_id, is_id
from lyceum.platform.mongo import run_in_transaction
from lyceum.platform.storage.store import SHARDS, StoredFile, file_store

log = structlog.get_logger(__name__)

KEPT_UNUSED: Final = timedelta(days=30)
STRAY_AFTER: Final = timedelta(days=1)
COURSES_AT_ONCE: Final = 20
AVATARS_AT_ONCE: Final = 500
SHARDS_AT_ONCE: Final = 8
_POSITION: Final = derive_id("media sweep")


def sweep_media(now: datetime) -> None:
    """Look through the media of the next courses and the next pictures of people; after the last, the first is next."""
    position = media_sweeps.find_by_id(_POSITION) or MediaSweep(id=_POSITION)
    course_id: ObjectId | None = position.course_id
    for _ in range(COURSES_AT_ONCE):
        course_id = _next_course(course_id or BEFORE_ALL)
        if course_id is None:
            break
        _settle(media.find_as(MediaUse, {"course_id": course_id}, limit=MEDIA_LIMIT), list_used_media(course_id), now)
    next_position = MediaSweep(
        id=_POSITION, course_id=course_id or BEFORE_ALL, avatar_count=_sweep_avatars(position.avatar_count, now)
    )
    if not media_sweeps.replace(next_position):
        media_sweeps.insert(next_position)


def sweep_files(now: datetime) -> None:
    """Delete stray bytes in the next shards of the file store; which are next, the hour tells."""
    first = int(now.timestamp() // 3600) * SHARDS_AT_ONCE
    for shard in range(first, first + SHARDS_AT_ONCE):
        old = [file for file in file_store().list_files(shard % SHARDS) if now - file.modified_at > STRAY_AFTER]
        for start in range(0, len(old), MEDIA_LIMIT):
            _delete_strays(old[start : start + MEDIA_LIMIT])


def _delete_strays(files: list[StoredFile]) -> None:
    ids = {file.name: file.name[:24] for file in files}
    wanted = [ObjectId(text) for text in set(ids.values()) if is_id(text)]
    known = {str(item.id) for item in media.find_as(MediaId, {"_id": {"$in": wanted}}, limit=max(len(wanted), 1))}
    strays = [file.name for file in files if ids[file.name] not in known]
    for name in strays:
        file_store().delete(name)
    if strays:
        log.info("stray_files_deleted", count=len(strays))


def _sweep_avatars(seen: int, now: datetime) -> int:
    """Look through some pictures of people; return how many are behind us then."""
    found = media.find_as(MediaUse, {"course_id": None}, skip=seen, limit=AVATARS_AT_ONCE)
    worn = accounts.list_pictures({item.owner_id for item in found})
    _settle(found, frozenset(item.id for item in found if f"{item.id}.{item.extension}" in worn), now)
    return seen + AVATARS_AT_ONCE if len(found) == AVATARS_AT_ONCE else 0


def _next_course(after: ObjectId) -> ObjectId | None:
    """Return the next course, in the order of ids, that has media; None after the last one."""
    found = media.find_as(MediaUse, {"course_id": {"$gt": after}}, sort=[("course_id", 1)], limit=1)
    return found[0].course_id if found else None


def _settle(items: list[MediaUse], used: frozenset[ObjectId], now: datetime) -> None:
    """Remember since when each file is unused, and remove those that have been for long."""
    for item in items:
        if item.id in used or (item.is_pinned and item.course_id is not None):
            if item.unused_since is not None:
                media.update({"_id": item.id}, {"$unset": {"unused_since": ""}})
        elif item.unused_since is None:
            media.update({"_id": item.id}, {"$set": {"unused_since": now}})
        elif now - item.unused_since >= KEPT_UNUSED:
            run_in_transaction(partial(_remove, item))


def _remove(item: MediaUse) -> None:
    """Delete a file that is still unused; whoever uses it again has taken the mark away."""
    found = media.find_one({"_id": item.id, "unused_since": item.unused_since})
    if found is not None:
        remove_all([found])
        log.info("unused_media_removed", media_id=str(item.id))
