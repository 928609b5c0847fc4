"""Publishing and archiving courses."""

from dataclasses import dataclass
from typing import Final

from bson import ObjectId

from lyceum.catalog import ports
from lyceum.catalog.documents import Course, LessonHtml, LessonTitle, courses, lessons, media
from lyceum.catalog.errors import NotReadyError
from lyceum.catalog.events import CoursePublished
from lyceum.catalog.ports import PublishProblem
from lyceum.catalog.rules.courses import CourseStatus
from lyceum.catalog.rules.lessons import has_bare_image
from lyceum.catalog.rules.outlines import LESSON_LIMIT, lessons_of
from lyceum.catalog.selectors.access import get_writable_course
from lyceum.catalog.selectors.courses import get_course
from lyceum.catalog.selectors.outlines import get_outline
from lyceum.catalog.services.facet_counts import count_facets
from lyceum.catalog.services.outlines import forget_course
from lyceum.platform.actors import Actor
from lyceum.platform.clock import utc_now
from lyceum.platform.events import announce
from lyceum.platform.mongo import run_in_transaction

PROBLEMS_LIMIT: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """What must be done before a course can be published, and what may be done."""

    problems: tuple[PublishProblem, ...]
    suggestions: tuple[PublishProblem, ...]

    @property
    def is_ready(self) -> bool:
        """Tell whether nothing is in the way."""
        return not self.problems


def publish_course(course_id: ObjectId, *, actor: Actor) -> None:
    """Open a course to everybody; nothing happens where it is open already.

    Raises:
        NotFoundError, ForbiddenError: the actor may not change the course.
        NotReadyError: it lacks what a published course must have.
    """

    def publish() -> None:
        course = get_writable_course(course_id, actor=actor)
        if course.status is not CourseStatus.PUBLISHED:
            check_ready(course_id)
            store_published(course)

    run_in_transaction(publish)


def store_published(course: Course) -> None:
    """Store that a course is public; its first publication keeps its time. Part of the caller's transaction."""
    now = utc_now()
    values = {
        "status": CourseStatus.PUBLISHED.value,
        "published_at": course.published_at or now,
        "updated_at": now,
    }
    courses.update({"_id": course.id}, {"$set": values})
    count_facets(joined=[course])
    announce(CoursePublished(course_id=course.id, instructor_id=course.instructor_id))
    forget_course(course.id)


def archive_course(course_id: ObjectId, *, actor: Actor) -> None:
    """Take a course out of the catalogue; who learns in it may go on.

    Raises:
        NotFoundError, ForbiddenError: the actor may not change the course.
    """

    def archive() -> None:
        course = get_writable_course(course_id, actor=actor)
        if course.status is CourseStatus.ARCHIVED:
            return
        values = {"status": CourseStatus.ARCHIVED.value, "updated_at": utc_now()}
        courses.update({"_id": course_id}, {"$set": values})
        if course.status is CourseStatus.PUBLISHED:
            count_facets(left=[course])
        forget_course(course_id)

    run_in_transaction(archive)


def check_ready(course_id: ObjectId) -> None:
    """Check that a course has what a published course must have.

    Raises:
        NotReadyError: with everything that is missing.
    """
    problems = list_problems(course_id)
    if problems:
        listed = [_to_dict(problem) for problem in problems]
        raise NotReadyError("The course is not ready to be published.", extra={"problems": listed})


def list_problems(course_id: ObjectId) -> tuple[PublishProblem, ...]:
    """Return what keeps a course from being published, up to `PROBLEMS_LIMIT`; no permission is checked."""
    problems = (
        *_list_course_problems(course_id),
        *_list_lesson_problems(course_id),
        *ports.quizzes.get().list_quiz_problems(course_id=course_id),
    )
    return problems[:PROBLEMS_LIMIT]


def get_checklist(course_id: ObjectId, *, actor: Actor) -> Checklist:
    """Return what a course lacks, for its authors.

    Raises:
        NotFoundError, ForbiddenError: the actor may not change the course.
    """
    course = get_writable_course(course_id, actor=actor)
    return Checklist(problems=list_problems(course_id), suggestions=tuple(_list_suggestions(course)))


def _list_suggestions(course: Course) -> list[PublishProblem]:
    suggestions = []
    if not course.category_id:
        suggestions.append(_problem("no_category", None, "Choose a category, so that it is found."))
    image = None if course.image is None else media.find_by_id(course.image.media_id)
    if image is not None and not image.alt:
        suggestions.append(_problem("no_image_alt", None, "Say what the image of the course shows."))
    return suggestions


def _list_course_problems(course_id: ObjectId) -> list[PublishProblem]:
    problems = []
    if not get_course(course_id).summary:
        problems.append(_problem("no_summary", None, "Sum the course up in a sentence."))
    if not lessons_of(get_outline(course_id).sections):
        problems.append(_problem("no_lessons", None, "The course has no lesson."))
    return problems


def _list_lesson_problems(course_id: ObjectId) -> list[PublishProblem]:
    where = {"course_id": course_id, "content": "", "video_url": ""}
    empty = lessons.find_as(LessonTitle, where, limit=PROBLEMS_LIMIT)
    return [
        *(_problem("empty_lesson", item.id, f"The lesson {item.title!r} is empty.") for item in empty),
        *_list_image_problems(course_id),
    ]


def _list_image_problems(course_id: ObjectId) -> list[PublishProblem]:
    """Return the lessons whose images have no alternative text (WCAG 2.2, 1.1.1)."""
    found = lessons.find_as(LessonHtml, {"course_id": course_id}, limit=LESSON_LIMIT)
    return [
        _problem("no_alt_text", item.id, f"The lesson {item.title!r} has images without alternative text.")
        for item in found
        if has_bare_image(item.content_html)
    ]


def _problem(code: str, lesson_id: ObjectId | None, message: str) -> PublishProblem:
    return PublishProblem(code=code, lesson_id=lesson_id, message=message)


def _to_dict(problem: PublishProblem) -> dict[str, str | None]:
    lesson = None if problem.lesson_id is None else str(problem.lesson_id)
    return {"code": problem.code, "lesson": lesson, "message": problem.message}
