"""The files of a lesson: an uploaded video, its captions, attachments; each is a media file of the lesson's course."""

import re
from typing import Final

import msgspec
from bson import ObjectId

from lyceum.catalog.documents import AttachmentRef, CaptionRef, Lesson, Media, media
from lyceum.catalog.rules.lessons import CaptionFields
from lyceum.catalog.rules.media import VTT
from lyceum.catalog.rules.videos import check_video_url
from lyceum.platform.errors import FieldError, InvalidError
from lyceum.platform.files import file_name

# What an author may write of an uploaded video: its id, as in a text, or the address that was read.
_OWN_VIDEO: Final = re.compile(r"(?:media:|/media/)?([0-9a-f]{24})(?:\.[a-z0-9]{1,5}(?:\?.*)?)?")


def find_video(written: str, *, course_id: ObjectId) -> str:
    """Return what is stored of the address of a lesson's video: `media:ID.ending` for one of the course's own files.

    Raises:
        InvalidError: it is neither that nor an address that a lesson may show.
    """
    match = _OWN_VIDEO.fullmatch(written)
    if match is None:
        check_video_url(written)
        return written
    [found] = _find([ObjectId(match[1])], course_id=course_id)
    if found is None or not found.kind.startswith("video/"):
        raise _unknown("video_url", "The course has no such video.")
    return f"media:{file_name(str(found.id), found.extension)}"


def find_captions(written: tuple[CaptionFields, ...], *, course_id: ObjectId) -> tuple[CaptionRef, ...]:
    """Return the captions that were named; each language once.

    Raises:
        InvalidError: one is no caption file of the course, or its language is not known or there twice.
    """
    refs: list[CaptionRef] = []
    found = _find([item.media_id for item in written], course_id=course_id)
    for index, (item, file) in enumerate(zip(written, found, strict=True)):
        if file is None or file.kind != VTT.name:
            raise _unknown(f"captions.{index}.id", "The course has no such captions.")
        language = item.language or file.language
        if not language:
            raise _refusal(f"captions.{index}.language", "required", "Say in which language the captions are.")
        if any(ref.language == language for ref in refs):
            raise _refusal(f"captions.{index}.language", "unique", "There are captions in this language already.")
        refs.append(CaptionRef(media_id=file.id, language=language, label=item.label or language))
    return tuple(refs)


def find_attachments(media_ids: tuple[ObjectId, ...], *, course_id: ObjectId) -> tuple[AttachmentRef, ...]:
    """Return the attachments that were named, each once.

    Raises:
        InvalidError: one is no file of the course.
    """
    wanted = list(dict.fromkeys(media_ids))
    refs: list[AttachmentRef] = []
    for index, file in enumerate(_find(wanted, course_id=course_id)):
        if file is None:
            raise _unknown(f"attachments.{index}", "The course has no such file.")
        refs.append(
            AttachmentRef(media_id=file.id, extension=file.extension, name=file.name, kind=file.kind, bytes=file.bytes)
        )
    return tuple(refs)


def with_files(
    lesson: Lesson, *, video_url: str, captions: tuple[CaptionFields, ...], attachments: tuple[ObjectId, ...]
) -> Lesson:
    """Return a lesson with these files.

    Raises:
        InvalidError: one is not of the course, or not fit.
    """
    return msgspec.structs.replace(
        lesson,
        video_url=find_video(video_url, course_id=lesson.course_id),
        captions=find_captions(captions, course_id=lesson.course_id),
        attachments=find_attachments(attachments, course_id=lesson.course_id),
    )


def _find(media_ids: list[ObjectId], *, course_id: ObjectId) -> list[Media | None]:
    """Return the files of the course with these ids, in their order, with one query."""
    if not media_ids:
        return []
    where = {"_id": {"$in": media_ids}, "course_id": course_id}
    found = {item.id: item for item in media.find(where, limit=len(media_ids))}
    return [found.get(media_id) for media_id in media_ids]


def _unknown(field: str, message: str) -> InvalidError:
    return _refusal(field, "unknown", message)


def _refusal(field: str, code: str, message: str) -> InvalidError:
    return InvalidError(message, errors=(FieldError(field=field, code=code, message=message),))
