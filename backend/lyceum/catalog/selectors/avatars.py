"""Pictures that people uploaded of themselves; a reference is `ID.ending`."""

from bson import ObjectId

from lyceum.catalog.documents import media
from lyceum.catalog.rules.media import MediaPurpose
from lyceum.catalog.selectors.media import resolve_media


def find_own_avatar(media_id: ObjectId, *, owner_id: ObjectId) -> str | None:
    """Return the reference of a picture that this person uploaded as their avatar, or None."""
    found = media.find_by_id(media_id)
    if found is None or found.owner_id != owner_id or found.purpose is not MediaPurpose.AVATAR:
        return None
    return f"{found.id}.{found.extension}"


def get_avatar_url(reference: str) -> str:
    """Return an address of the picture that works for some hours, or "" for no reference."""
    return resolve_media(reference) if reference else ""
