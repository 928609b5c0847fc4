"""Deleting pictures that people uploaded of themselves."""

from functools import partial

from bson import ObjectId

from lyceum.catalog.documents import media
from lyceum.platform.files import media_path
from lyceum.platform.mongo import after_commit


def remove_avatar(reference: str) -> None:
    """Delete a picture. Part of the caller's transaction; its bytes go after the commit."""
    media_id, _, extension = reference.partition(".")
    if media.delete({"_id": ObjectId(media_id)}):
        after_commit(partial(media_path(media_id, extension).unlink, missing_ok=True))
