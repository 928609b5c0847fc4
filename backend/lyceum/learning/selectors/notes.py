"""Notes and bookmarks at lessons: one's own only, whatever one's roles."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bson import ObjectId

from lyceum.learning.documents import Bookmark, Note, bookmarks, notes
from lyceum.platform.actors import Actor
from lyceum.platform.errors import NotFoundError
from lyceum.platform.paging import Page, PageRequest, find_page


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """A note of one's own; `position_s` is the place in a video, or None."""

    note_id: ObjectId
    course_id: ObjectId
    lesson_id: ObjectId
    text: str
    position_s: int | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BookmarkView:
    """A lesson that one has marked."""

    course_id: ObjectId
    lesson_id: ObjectId
    created_at: datetime


def list_notes(
    *, actor: Actor, course_id: ObjectId | None, lesson_id: ObjectId | None, page: PageRequest
) -> Page[NoteView]:
    """List one's own notes, newest first."""
    where: dict[str, Any] = {"student_id": actor.user_id}
    if course_id is not None:
        where["course_id"] = course_id
    if lesson_id is not None:
        where["lesson_id"] = lesson_id
    return find_page(notes, Note, where, sort=[("created_at", -1)], page=page).map(describe_note)


def get_own_note(note_id: ObjectId, *, actor: Actor) -> NoteView:
    """Return a note of one's own.

    Raises:
        NotFoundError: there is none, or it is somebody else's.
    """
    return describe_note(access_note(note_id, actor=actor))


def access_note(note_id: ObjectId, *, actor: Actor) -> Note:
    """Return a note of the actor's own as it is stored.

    Raises:
        NotFoundError: there is none, or it is somebody else's.
    """
    note = notes.find_by_id(note_id)
    if note is None or note.student_id != actor.user_id:
        raise NotFoundError("There is no such note.")
    return note


def list_bookmarks(*, actor: Actor, course_id: ObjectId | None, page: PageRequest) -> Page[BookmarkView]:
    """List the lessons that one has marked, newest first."""
    where: dict[str, Any] = {"student_id": actor.user_id}
    if course_id is not None:
        where["course_id"] = course_id
    return find_page(bookmarks, Bookmark, where, sort=[("created_at", -1)], page=page).map(describe_bookmark)


def describe_note(note: Note) -> NoteView:
    """Return what its writer sees of a note."""
    return NoteView(
        note_id=note.id,
        course_id=note.course_id,
        lesson_id=note.lesson_id,
        text=note.text,
        position_s=note.position_s,
        created_at=note.created_at,
        updated_at=note.updated_at,
    )


def describe_bookmark(bookmark: Bookmark) -> BookmarkView:
    """Return what its owner sees of a bookmark."""
    return BookmarkView(course_id=bookmark.course_id, lesson_id=bookmark.lesson_id, created_at=bookmark.created_at)
