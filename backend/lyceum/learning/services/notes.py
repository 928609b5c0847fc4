"""Writing notes and setting bookmarks at lessons that one may read."""

from datetime import datetime
from typing import Any, Final

import msgspec
from bson import ObjectId

from lyceum.catalog import public as catalog
from lyceum.learning.documents import Bookmark, Note, bookmarks, notes
from lyceum.learning.events import NotesLeft
from lyceum.learning.selectors.notes import (
    BookmarkView,
    NoteView,
    access_note,
    describe_bookmark,
    describe_note,
)
from lyceum.platform import mongo
from lyceum.platform.actors import Actor
from lyceum.platform.errors import ConflictError, NotFoundError
from lyceum.platform.events import announce
from lyceum.platform.ids import derive_id

NOTES_AT_MOST: Final = 500
REMOVED_AT_ONCE: Final = 20


def write_note(lesson_id: ObjectId, *, actor: Actor, text: str, position_s: int | None, now: datetime) -> NoteView:
    """Write a note at a lesson.

    Raises:
        NotFoundError: the lesson is absent or hidden.
        NotEnrolledError: the actor may not read it.
        ConflictError: there are as many notes at the lesson as there may be.
    """
    place = catalog.get_readable_lesson(lesson_id, actor=actor)
    mine = {"student_id": actor.user_id, "lesson_id": lesson_id}
    if notes.count(mine, limit=NOTES_AT_MOST) >= NOTES_AT_MOST:
        raise ConflictError(f"There are at most {NOTES_AT_MOST} notes at a lesson.")
    note = Note(
        student_id=actor.user_id,
        course_id=place.course_id,
        lesson_id=lesson_id,
        text=text,
        position_s=position_s,
        created_at=now,
        updated_at=now,
    )
    notes.insert(note)
    return describe_note(note)


def change_note(note_id: ObjectId, *, actor: Actor, changes: dict[str, Any], now: datetime) -> NoteView:
    """Change the text or the position of a note of one's own.

    Raises:
        NotFoundError: there is none, or it is somebody else's.
    """
    note = access_note(note_id, actor=actor)
    changed: dict[str, Any] = {**changes, "updated_at": now}
    notes.update({"_id": note.id}, {"$set": changed})
    return describe_note(msgspec.structs.replace(note, **changed))


def delete_note(note_id: ObjectId, *, actor: Actor) -> None:
    """Delete a note of one's own.

    Raises:
        NotFoundError: there is none, or it is somebody else's.
    """
    notes.delete({"_id": access_note(note_id, actor=actor).id})


def set_bookmark(lesson_id: ObjectId, *, actor: Actor, now: datetime) -> BookmarkView:
    """Mark a lesson; one that is marked stays as it is.

    Raises:
        NotFoundError: the lesson is absent or hidden.
        NotEnrolledError: the actor may not read it.
    """
    place = catalog.get_readable_lesson(lesson_id, actor=actor)
    new = Bookmark(
        id=derive_id("bookmark", actor.user_id, lesson_id),
        student_id=actor.user_id,
        course_id=place.course_id,
        lesson_id=lesson_id,
        created_at=now,
    )

    def store() -> Bookmark:
        known = bookmarks.find_by_id(new.id)
        if known is None:
            bookmarks.insert_once(new)
        return known or new

    return describe_bookmark(mongo.run_in_transaction(store))


def remove_bookmark(lesson_id: ObjectId, *, actor: Actor) -> None:
    """Take a bookmark away, also where the lesson cannot be read any more.

    Raises:
        NotFoundError: the lesson is not marked.
    """
    if not bookmarks.delete({"_id": derive_id("bookmark", actor.user_id, lesson_id)}):
        raise NotFoundError("The lesson is not marked.")


def remove_notes_of(*, student_id: ObjectId, course_id: ObjectId) -> None:
    """Remove what a student noted in a course that is gone; part of a transaction."""
    own = {"student_id": student_id, "course_id": course_id}
    while written := notes.find(own, limit=REMOVED_AT_ONCE):
        for note in written:
            notes.delete({"_id": note.id})
    while marked := bookmarks.find(own, limit=REMOVED_AT_ONCE):
        for bookmark in marked:
            bookmarks.delete({"_id": bookmark.id})


def remove_notes(lesson_id: ObjectId) -> None:
    """Remove what was noted at a lesson that is gone, some at a time; part of a transaction."""
    noted = notes.find({"lesson_id": lesson_id}, limit=REMOVED_AT_ONCE)
    for note in noted:
        notes.delete({"_id": note.id})
    marked = bookmarks.find({"lesson_id": lesson_id}, limit=REMOVED_AT_ONCE)
    for bookmark in marked:
        bookmarks.delete({"_id": bookmark.id})
    if REMOVED_AT_ONCE in {len(noted), len(marked)}:
        announce(NotesLeft(lesson_id=lesson_id))
