"""The words beside a media file: what it shows, for those who do not see it, and in which language it is."""

from collections.abc import Mapping

import msgspec
from bson import ObjectId

from lyceum.catalog.documents import Media, media
from lyceum.catalog.selectors.media_access import get_own_media
from lyceum.platform.actors import Actor


def change_words(media_id: ObjectId, words: Mapping[str, str], *, actor: Actor) -> Media:
    """Store `alt` or `language` of a file.

    Raises:
        NotFoundError: it is absent or hidden.
    """
    found = get_own_media(media_id, actor=actor)
    if words:
        media.update({"_id": media_id}, {"$set": dict(words)})
    return msgspec.structs.replace(found, **words)
