"""Which media files are in use, and where."""

from itertools import batched
from typing import Final

from bson import ObjectId

from lyceum.accounts import public as accounts
from lyceum.catalog.documents import Lesson, LessonFiles, LessonTitle, MediaUse, courses, lessons
from lyceum.catalog.rules.files import media_ids_in
from lyceum.catalog.rules.outlines import LESSON_LIMIT

_LESSONS_AT_ONCE: Final = 50


def is_used(file: MediaUse) -> bool:
    """Tell whether a text, a lesson or a profile shows or offers a file, or a question or announcement ever has."""
    if file.course_id is None:
        return f"{file.id}.{file.extension}" in accounts.list_pictures({file.owner_id})
    return file.is_pinned or file.id in list_used_media(file.course_id)


def list_used_media(course_id: ObjectId) -> frozenset[ObjectId]:
    """Return the ids of the media that a course shows or offers; of a course that is gone, none."""
    course = courses.find_by_id(course_id)
    if course is None:
        return frozenset()
    image = set() if course.image is None else {course.image.media_id}
    used = image | media_ids_in(course.description_html)
    listed = lessons.find_as(LessonTitle, {"course_id": course_id}, limit=LESSON_LIMIT)
    for batch in batched((item.id for item in listed), _LESSONS_AT_ONCE, strict=False):
        for lesson in lessons.find_as(LessonFiles, {"_id": {"$in": list(batch)}}, limit=len(batch)):
            used |= media_of_lesson(lesson)
    return frozenset(used)


def media_of_lesson(lesson: Lesson | LessonFiles) -> set[ObjectId]:
    """Return the ids of all the media that a lesson shows or offers."""
    listed = {*(item.media_id for item in lesson.captions), *(item.media_id for item in lesson.attachments)}
    texts = (lesson.content, lesson.content_html, lesson.video_url)
    return listed.union(*(media_ids_in(text) for text in texts))
