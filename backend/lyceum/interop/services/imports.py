"""Importing a course: read and check everything, then store part by part under ids that stay the same.

Ids derive from the keys of the package, so importing again updates in place and no learner's progress is lost.
Each part is stored in a short transaction of its own; an import that is cut off is completed by the next one.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bson import ObjectId

from lyceum.assessment import public as assessment
from lyceum.catalog import public as catalog
from lyceum.interop.formats.course_package import (
    CoursePackage,
    ImportNote,
    LessonPart,
    MediaFile,
    QuestionPart,
    QuizPart,
)
from lyceum.interop.formats.link_targets import encode
from lyceum.interop.formats.reading import read_course
from lyceum.interop.formats.references import References
from lyceum.interop.selectors import list_stored_quizzes
from lyceum.interop.services import course_parts
from lyceum.interop.services.stored_keys import lesson_keys, quiz_keys
from lyceum.platform.actors import Actor
from lyceum.platform.errors import ConflictError, ForbiddenError, InvalidError, LyceumError
from lyceum.platform.ids import derive_id
from lyceum.platform.progress_line import OnProgress, WorkProgress


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What was imported, and what was changed or left out on the way and why."""

    course_id: ObjectId
    slug: str
    title: str
    is_new: bool
    is_published: bool
    section_count: int
    lesson_count: int
    quiz_count: int
    question_count: int
    media_count: int
    removed_lesson_count: int
    notes: tuple[ImportNote, ...]


def import_course(path: Path, *, actor: Actor, publish: bool, on_progress: OnProgress) -> ImportReport:
    """Import the course in a folder as the actor's own, or update it where they imported it before.

    Raises:
        CourseFormatError: the course cannot be read or breaks a rule; nothing was stored.
        InvalidError: the folder holds no course, or a part of it cannot be kept; nothing was stored.
        ForbiddenError: the actor may not author courses.
        ConflictError: another instructor's course has the slug.
    """
    if not actor.is_instructor:
        raise ForbiddenError("Only instructors import courses.")
    read = read_course(path)
    offer = catalog.find_course_by_slug(read.package.slug)
    if offer is not None and offer.instructor_id != actor.user_id:
        raise ConflictError(f"Another instructor's course has the slug {read.package.slug!r}.")
    _check_parts(read.package)
    if publish:
        _check_publishable(read.package)
    course_id = ObjectId() if offer is None else offer.course_id
    course_import = _CourseImport(read.package, course_id=course_id, actor=actor, on_progress=on_progress)
    removed = course_import.run(is_new=offer is None)
    if publish:
        catalog.publish_course(course_id, actor=actor)
    return _report(
        read.package,
        course_id=course_id,
        is_new=offer is None,
        is_published=publish or (offer is not None and offer.status == "published"),
        removed_count=len(removed),
        notes=read.notes,
    )


def store_package(package: CoursePackage, *, course_id: ObjectId, actor: Actor) -> Mapping[str, ObjectId]:
    """Store a package that another course was made into, in a course that is there; return its lessons' ids by key."""
    stored = _CourseImport(package, course_id=course_id, actor=actor, on_progress=lambda _: None)
    stored.run(is_new=False)
    return stored.lesson_ids


def _report(
    package: CoursePackage,
    *,
    course_id: ObjectId,
    is_new: bool,
    is_published: bool,
    removed_count: int,
    notes: tuple[ImportNote, ...],
) -> ImportReport:
    quizzes = [quiz for lesson in package.lessons for quiz in lesson.quizzes]
    return ImportReport(
        course_id=course_id,
        slug=package.slug,
        title=package.title,
        is_new=is_new,
        is_published=is_published,
        section_count=len(package.sections),
        lesson_count=len(package.lessons),
        quiz_count=len(quizzes),
        question_count=sum(len(quiz.questions) for quiz in quizzes),
        media_count=len(package.media),
        removed_lesson_count=removed_count,
        notes=notes,
    )


def _check_parts(package: CoursePackage) -> None:
    """Let catalog and assessment check what only they know: files, addresses of videos, patterns.

    Raises:
        InvalidError: a part cannot be kept; the message names it.
    """
    for media in package.media:
        with _naming(f"media file {media.name!r}"):
            catalog.check_media(media.path, purpose=_purpose_of(media, package))
    for lesson in package.lessons:
        with _naming(f"lesson {lesson.key!r}"):
            _check_files(lesson, package)
        for quiz in lesson.quizzes:
            for question in quiz.questions:
                _check_patterns(quiz, question)


def _check_publishable(package: CoursePackage) -> None:
    """Refuse early what the catalog would not publish.

    Raises:
        InvalidError: the course has no summary or no lessons, or a lesson is empty.
    """
    if not package.summary:
        raise InvalidError("To be published, the course needs a summary.")
    if not package.lessons:
        raise InvalidError("To be published, the course needs a lesson.")
    for lesson in package.lessons:
        if not lesson.content and not lesson.video_url:
            raise InvalidError(f"To be published, the lesson {lesson.key!r} needs a text or a video.")


def _check_patterns(quiz: QuizPart, question: QuestionPart) -> None:
    with _naming(f"quiz {quiz.key!r}, question {question.key!r}"):
        for answer in question.accepted:
            if answer.is_regex:
                assessment.compile_pattern(answer.text)


@contextmanager
def _naming(place: str) -> Iterator[None]:
    """Name the part of the course in whatever is refused inside."""
    try:
        yield
    except LyceumError as error:  # told with the place where it stands
        raise InvalidError(f"{place}: {error}") from error


def _check_files(lesson: LessonPart, package: CoursePackage) -> None:
    url = lesson.video_url or ""
    if not url.startswith("media:"):
        catalog.check_video_url(url)
        return
    name = url.removeprefix("media:")
    path = next(media.path for media in package.media if encode(media.name) == name)
    if not catalog.check_media(path, purpose="lesson").startswith("video/"):
        raise InvalidError("video_url must name a film.")


def _purpose_of(media: MediaFile, package: CoursePackage) -> str:
    """Tell what a file is for; the first use counts."""
    if media.name == package.image:
        return "course_image"
    is_caption = any(media.name == caption.name for lesson in package.lessons for caption in lesson.captions)
    return "caption" if is_caption else "lesson"


class _CourseImport:
    """Stores one package; the ids of its parts are known before the first of them is written."""

    def __init__(self, package: CoursePackage, *, course_id: ObjectId, actor: Actor, on_progress: OnProgress) -> None:
        self._package = package
        self._course_id = course_id
        self._actor = actor
        self._on_progress = on_progress
        self._done = 0
        quiz_count = sum(len(lesson.quizzes) for lesson in package.lessons)
        self._total = len(package.media) + len(package.lessons) + quiz_count + 2

    def run(self, *, is_new: bool) -> tuple[ObjectId, ...]:
        """Store everything; return the ids of the lessons that the course had before and has no more."""
        if is_new:
            self._store_course(description="")
        self._find_ids(is_new=is_new)
        references = self._store_media()
        self._step(self._package.title)
        self._store_course(description=references.rename(self._package.description))
        self._store_image(references)
        for lesson in self._package.lessons:
            self._step(lesson.title)
            draft = course_parts.lesson_draft(lesson, self.lesson_ids[lesson.key], references)
            catalog.store_lesson(self._course_id, draft)
        removed = self._store_outline()
        self._store_quizzes(references)
        self._on_progress(WorkProgress(done=self._total, total=self._total, title=self._package.title))
        return removed

    def _step(self, title: str) -> None:
        self._on_progress(WorkProgress(done=self._done, total=self._total, title=title))
        self._done += 1

    def _store_course(self, *, description: str) -> None:
        draft = course_parts.course_draft(self._package, description=description)
        catalog.store_course(draft, course_id=self._course_id, instructor_id=self._actor.user_id)

    def _find_ids(self, *, is_new: bool) -> None:
        """Give each lesson and quiz its id: the one it has, or one derived from its key."""
        stored_lessons: dict[str, ObjectId] = {}
        stored_quizzes: dict[str, ObjectId] = {}
        if not is_new:
            source = catalog.get_course_source(self._course_id, actor=self._actor)
            stored_lessons = {key: own_id for own_id, key in lesson_keys(source).items()}
            quizzes = list_stored_quizzes(self._course_id)
            stored_quizzes = {key: own_id for own_id, key in quiz_keys(quizzes).items()}
        lessons = self._package.lessons
        self.lesson_ids = {
            item.key: stored_lessons.get(item.key) or derive_id(self._course_id, "lesson", item.key) for item in lessons
        }
        self._quiz_ids = {
            quiz.key: stored_quizzes.get(quiz.key) or derive_id(self._course_id, "quiz", quiz.key)
            for item in lessons
            for quiz in item.quizzes
        }

    def _store_media(self) -> References:
        """Store the media; return the ids that references to names and keys become."""
        media_ids: dict[str, str] = {}
        for media in self._package.media:
            self._step(media.name)
            purpose = _purpose_of(media, self._package)
            media_id = catalog.store_media(
                self._course_id, name=media.name, path=media.path, purpose=purpose, alt=media.alt
            )
            media_ids[media.name] = str(media_id)
        return References(
            lessons={key: str(own_id) for key, own_id in self.lesson_ids.items()},
            media=media_ids,
            quizzes={key: str(own_id) for key, own_id in self._quiz_ids.items()},
        )

    def _store_image(self, references: References) -> None:
        name = self._package.image
        media_id = None if name is None else ObjectId(references.media[name])
        catalog.set_course_image(self._course_id, media_id=media_id)

    def _store_outline(self) -> tuple[ObjectId, ...]:
        self._step(self._package.title)
        drafts = tuple(
            catalog.SectionDraft(
                title=section.title,
                lesson_ids=tuple(self.lesson_ids[lesson.key] for lesson in section.lessons),
            )
            for section in self._package.sections
        )
        return catalog.store_outline(self._course_id, drafts)

    def _store_quizzes(self, references: References) -> None:
        for lesson in self._package.lessons:
            for quiz in lesson.quizzes:
                self._store_quiz(quiz, lesson, references)
        keep = frozenset(self._quiz_ids.values())
        assessment.remove_other_quizzes(course_id=self._course_id, keep=keep)

    def _store_quiz(self, quiz: QuizPart, lesson: LessonPart, references: References) -> None:
        self._step(quiz.title)
        draft = course_parts.quiz_draft(
            quiz,
            quiz_id=self._quiz_ids[quiz.key],
            lesson_id=self.lesson_ids[lesson.key],
            references=references,
        )
        assessment.store_quiz(draft, course_id=self._course_id)
