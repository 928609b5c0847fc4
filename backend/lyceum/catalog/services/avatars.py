"""Deleting pictures that people uploaded of themselves."""

from bson import ObjectId

from lyceum.catalog.documents import media
from lyceum.catalog.services.media import remove_all


def remove_avatar(reference: str) -> None:
    """Delete a picture. Part of the caller's transaction; the worker deletes its bytes."""
    found = media.find_by_id(ObjectId(reference.partition(".")[0]))
    if found is not None:
        remove_all([found])
