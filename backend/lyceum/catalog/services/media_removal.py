"""Deleting a file that somebody has uploaded and uses nowhere."""

from bson import ObjectId

from lyceum.catalog.documents import Media, media
from lyceum.catalog.errors import MediaInUseError
from lyceum.catalog.selectors.media_access import get_own_media
from lyceum.catalog.selectors.media_use import is_used
from lyceum.catalog.services.media import remove_all
from lyceum.platform.actors import Actor
from lyceum.platform.clock import utc_now
from lyceum.platform.mongo import run_in_transaction


def delete_media(media_id: ObjectId, *, actor: Actor) -> None:
    """Delete a file; the worker deletes its bytes.

    It is marked as unused before anybody looks, and goes only with that mark: who uses it meanwhile takes that away.

    Raises:
        NotFoundError: it is absent or hidden.
        MediaInUseError: something shows or offers it.
    """
    found = get_own_media(media_id, actor=actor)
    marked_at = utc_now()
    media.update({"_id": media_id}, {"$set": {"unused_since": marked_at}})
    if is_used(found) or not run_in_transaction(lambda: _remove_marked(found, {"unused_since": marked_at})):
        media.update({"_id": media_id, "unused_since": marked_at}, {"$unset": {"unused_since": ""}})
        raise MediaInUseError("The file is in use; take it out of lessons, texts and pictures first.")


def _remove_marked(file: Media, mark: dict[str, object]) -> bool:
    """Delete a file that still has the mark; tell whether it had."""
    marked = media.find_one({"_id": file.id, **mark})
    if marked is not None:
        remove_all([marked])
    return marked is not None
