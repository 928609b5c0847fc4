"""Writes of media files: the bytes in the file store, a document about them in MongoDB."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final

from bson import ObjectId
from pymongo.errors import DuplicateKeyError

from lyceum.catalog.documents import Media, MediaId, media
from lyceum.catalog.events import FilesChanged, FilesLeft, PictureStored
from lyceum.catalog.rules.files import names_of
from lyceum.catalog.rules.media import MediaPurpose, clean_name, variant_widths
from lyceum.catalog.selectors.access import get_writable_course
from lyceum.catalog.selectors.courses import get_course
from lyceum.catalog.services.media_checks import Inspected, inspect
from lyceum.platform.actors import Actor
from lyceum.platform.clock import utc_now
from lyceum.platform.errors import FieldError, InvalidError
from lyceum.platform.events import announce
from lyceum.platform.files import file_name
from lyceum.platform.ids import derive_id
from lyceum.platform.mongo import run_in_transaction
from lyceum.platform.storage.store import file_store

CHUNK: Final = 1 << 20
MEDIA_LIMIT: Final = 5_000
NAMES_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that somebody sends; `course_id` is None for avatars."""

    file: BinaryIO
    name: str
    purpose: MediaPurpose
    course_id: ObjectId | None = None
    alt: str = ""
    language: str = ""


def store_upload(upload: Upload, *, actor: Actor) -> Media:
    """Keep a file that its sender may attach to a course, or an avatar.

    Raises:
        InvalidError: the course is missing.
        NotFoundError, ForbiddenError: the actor may not change the course.
        UnsupportedFileError, FileTooLargeError, DamagedFileError, ImageTooLargeError, UnsafeFileError: it is not kept.
    """
    named = replace(upload, name=clean_name(upload.name))
    if upload.purpose is MediaPurpose.AVATAR:
        return _keep(replace(named, course_id=None), media_id=ObjectId(), owner_id=actor.user_id)
    if upload.course_id is None:
        message = "Say to which course the file belongs."
        raise InvalidError(message, errors=(FieldError(field="course", code="required", message=message),))
    get_writable_course(upload.course_id, actor=actor)
    return _keep(named, media_id=ObjectId(), owner_id=actor.user_id)


def check_media(path: Path, *, purpose: str) -> str:
    """Check that a file would be kept and return its content type; nothing is stored.

    Raises:
        InvalidError, TooLargeError: it would not.
    """
    with path.open("rb") as file:
        return inspect(file, purpose=MediaPurpose(purpose)).kind.name


def store_media(
    course_id: ObjectId, *, name: str, path: Path, purpose: str, alt: str = "", language: str = ""
) -> ObjectId:
    """Keep a file of an import; the same bytes under the same name are kept once, with the words of the last import.

    Raises:
        NotFoundError: there is no such course.
        InvalidError, TooLargeError: the file is not kept.
    """
    course = get_course(course_id)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        media_id = derive_id(course_id, name, digest)
        upload = Upload(
            file=file, name=name, purpose=MediaPurpose(purpose), course_id=course_id, alt=alt, language=language
        )
        if media.find_by_id(media_id) is None:
            _keep(upload, media_id=media_id, owner_id=course.instructor_id)
        else:
            words = {"alt": alt, "language": language, "purpose": purpose}
            media.update({"_id": media_id}, {"$set": words, "$unset": {"unused_since": ""}})
    return media_id


def delete_media_of(course_id: ObjectId) -> None:
    """Delete the media files of a course. Part of the caller's transaction; the worker deletes their bytes."""
    remove_all(media.find({"course_id": course_id}, limit=MEDIA_LIMIT))


def remove_all(items: list[Media]) -> None:
    """Delete media documents and owe the deletion of their bytes. Part of the caller's transaction."""
    gone = [item for item in items if media.delete({"_id": item.id})]
    names = [name for item in gone for name in names_of(item)]
    for start in range(0, len(names), NAMES_AT_ONCE):
        announce(FilesLeft(names=tuple(names[start : start + NAMES_AT_ONCE])))
    if gone:
        announce(FilesChanged(files=-len(gone), bytes=-sum(item.bytes for item in gone)))


def mark_used(media_ids: set[ObjectId]) -> None:
    """Take away the mark that media are unused, in the caller's transaction, so that they are not removed meanwhile."""
    if not media_ids:
        return
    marked = {"_id": {"$in": list(media_ids)}, "unused_since": {"$exists": True, "$ne": None}}
    for item in media.find_as(MediaId, marked, limit=len(media_ids)):
        media.update({"_id": item.id}, {"$unset": {"unused_since": ""}})


def delete_files(names: tuple[str, ...]) -> None:
    """Delete bytes that belong to nothing any more."""
    for name in names:
        file_store().delete(name)


def _keep(upload: Upload, *, media_id: ObjectId, owner_id: ObjectId) -> Media:
    """Keep the bytes, then the document; where the document cannot be kept, the bytes go again."""
    found = inspect(upload.file, purpose=upload.purpose)
    document = _document(upload, found, media_id=media_id, owner_id=owner_id)
    name = file_name(str(media_id), found.kind.extension)
    file_store().put(name, found.file)
    try:
        run_in_transaction(lambda: _insert(document, found))
    except DuplicateKeyError:  # another import of the same file was quicker; its bytes are these
        return document
    except BaseException:
        file_store().delete(name)
        raise
    return document


def _insert(document: Media, found: Inspected) -> None:
    media.insert(document)
    announce(FilesChanged(files=1, bytes=document.bytes))
    if variant_widths(document.purpose, width=found.width):
        announce(PictureStored(media_id=document.id))


def _document(upload: Upload, found: Inspected, *, media_id: ObjectId, owner_id: ObjectId) -> Media:
    return Media(
        id=media_id,
        owner_id=owner_id,
        course_id=upload.course_id,
        purpose=upload.purpose,
        name=upload.name,
        kind=found.kind.name,
        extension=found.kind.extension,
        bytes=found.size,
        sha256=_digest(found.file),
        alt=upload.alt,
        language=upload.language,
        created_at=utc_now(),
        is_pinned=False,
    )


def _digest(file: BinaryIO) -> str:
    """Return the SHA-256 of a whole file."""
    digest = hashlib.sha256()
    file.seek(0)
    while piece := file.read(CHUNK):
        digest.update(piece)
    return digest.hexdigest()
