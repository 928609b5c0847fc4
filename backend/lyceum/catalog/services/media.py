"""Writes of media files: the bytes in the media folder, a document about them in the store."""

import hashlib
import os
import secrets
import shutil
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

from bson import ObjectId

from lyceum.catalog.documents import Media, media
from lyceum.catalog.rules.media import (
    SNIFF_BYTES,
    MediaKind,
    MediaPurpose,
    check_file,
    clean_name,
    detect_kind,
)
from lyceum.catalog.selectors.access import get_writable_course
from lyceum.catalog.selectors.courses import get_course
from lyceum.platform.actors import Actor
from lyceum.platform.clock import utc_now
from lyceum.platform.errors import FieldError, InvalidError
from lyceum.platform.files import media_path
from lyceum.platform.ids import derive_id
from lyceum.platform.mongo import after_commit

CHUNK: Final = 1 << 20
MEDIA_LIMIT: Final = 5_000


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
        UnsupportedFileError, FileTooLargeError: the file is not kept.
    """
    if upload.purpose is not MediaPurpose.AVATAR:
        if upload.course_id is None:
            message = "Say to which course the file belongs."
            raise InvalidError(message, errors=(FieldError(field="course", code="required", message=message),))
        get_writable_course(upload.course_id, actor=actor)
    named = replace(upload, name=clean_name(upload.name))
    return _keep(named, media_id=ObjectId(), owner_id=actor.user_id)


def check_media(path: Path, *, purpose: str) -> None:
    """Check that a file would be kept; nothing is stored.

    Raises:
        UnsupportedFileError, FileTooLargeError: it would not.
    """
    with path.open("rb") as file:
        _inspect(Upload(file=file, name=path.name, purpose=MediaPurpose(purpose)))


def store_media(course_id: ObjectId, *, name: str, path: Path, purpose: str) -> ObjectId:
    """Keep a file of an import; the same bytes under the same name are kept once.

    Raises:
        NotFoundError: there is no such course.
        UnsupportedFileError, FileTooLargeError: the file is not kept.
    """
    course = get_course(course_id)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        media_id = derive_id(course_id, name, digest)
        if media.find_by_id(media_id) is None:
            upload = Upload(file=file, name=name, purpose=MediaPurpose(purpose), course_id=course_id)
            _keep(upload, media_id=media_id, owner_id=course.instructor_id)
    return media_id


def delete_media_of(course_id: ObjectId) -> None:
    """Delete the media files of a course. Part of the caller's transaction; bytes go after its commit."""
    for item in media.find({"course_id": course_id}, limit=MEDIA_LIMIT):
        media.delete({"_id": item.id})
        path = media_path(str(item.id), item.extension)
        after_commit(partial(path.unlink, missing_ok=True))


def _keep(upload: Upload, *, media_id: ObjectId, owner_id: ObjectId) -> Media:
    kind, size = _inspect(upload)
    digest = _write(upload.file, media_path(str(media_id), kind.extension))
    document = Media(
        id=media_id,
        owner_id=owner_id,
        course_id=upload.course_id,
        purpose=upload.purpose,
        name=upload.name,
        kind=kind.name,
        extension=kind.extension,
        bytes=size,
        sha256=digest,
        alt=upload.alt,
        language=upload.language,
        created_at=utc_now(),
    )
    media.insert(document)
    return document


def _inspect(upload: Upload) -> tuple[MediaKind, int]:
    """Return the kind and the size of a file that may be kept."""
    upload.file.seek(0)
    kind = detect_kind(upload.file.read(SNIFF_BYTES))
    size = upload.file.seek(0, os.SEEK_END)
    check_file(kind, size=size, purpose=upload.purpose)
    upload.file.seek(0)
    return kind, size


def _write(file: BinaryIO, path: Path) -> str:
    """Write the bytes beside their place and move them there whole; return their SHA-256."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with draft.open("wb") as target:
            shutil.copyfileobj(file, target, CHUNK)
            target.flush()
            os.fsync(target.fileno())
        with draft.open("rb") as written:
            digest = hashlib.file_digest(written, "sha256").hexdigest()
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return digest
