"""Exporting a course: everything its author wrote, as a course folder."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from bson import ObjectId

from lyceum.assessment import public as assessment
from lyceum.catalog import public as catalog
from lyceum.interop.formats.course_files import Origin
from lyceum.interop.formats.course_package import (
    CategoryPart,
    CourseFormatError,
    CoursePackage,
    ImportNote,
    MediaFile,
    QuestionPart,
    QuizPart,
    SectionPart,
)
from lyceum.interop.formats.course_rules import check_question
from lyceum.interop.formats.folder.layout import quiz_path
from lyceum.interop.formats.folder.writer import write_folder
from lyceum.interop.formats.references import References, list_media_names
from lyceum.interop.selectors import list_stored_quizzes
from lyceum.interop.services import course_parts
from lyceum.interop.services.stored_keys import lesson_keys, quiz_keys
from lyceum.platform.actors import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """What was exported, and what was left out and why."""

    title: str
    lesson_count: int
    quiz_count: int
    media_count: int
    notes: tuple[ImportNote, ...]


def export_course(course_id: ObjectId, path: Path, *, actor: Actor) -> ExportReport:
    """Write a course that the actor may change into a folder that is not there yet, or is empty.

    Raises:
        NotFoundError: the course is absent or hidden.
        ForbiddenError: the actor may see it only.
        ConflictError: there is something in the folder.
    """
    source = catalog.get_course_source(course_id, actor=actor)
    with TemporaryDirectory() as fetched:
        export = _CourseExport(source, list_stored_quizzes(course_id), Path(fetched))
        package = export.package()
        write_folder(package, path)
    return ExportReport(
        title=package.title,
        lesson_count=len(package.lessons),
        quiz_count=sum(len(lesson.quizzes) for lesson in package.lessons),
        media_count=len(package.media),
        notes=tuple(export.notes),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePattern:
    """What a copy is made from: all of a course, unfinished questions too, and the key of each lesson by its id."""

    package: CoursePackage
    lesson_keys: Mapping[ObjectId, str]


def pattern_of(course_id: ObjectId, folder: Path, *, actor: Actor) -> CoursePattern:
    """Return what a copy of a course is made from that the actor may change; its files are fetched into the folder.

    Raises:
        NotFoundError: the course is absent or hidden.
        ForbiddenError: the actor may see it only.
    """
    source = catalog.get_course_source(course_id, actor=actor)
    export = _CourseExport(source, list_stored_quizzes(course_id), folder, takes_unfinished=True)
    return CoursePattern(package=export.package(), lesson_keys=lesson_keys(source))


@dataclass(slots=True)
class _CourseExport:
    """Turns a stored course into a package: ids become keys and names again; its files are fetched into a folder."""

    source: catalog.CourseSource
    quizzes: tuple[assessment.QuizSource, ...]
    folder: Path
    takes_unfinished: bool = False
    notes: list[ImportNote] = field(default_factory=list)
    _lesson_keys: dict[ObjectId, str] = field(init=False)
    _quiz_keys: dict[ObjectId, str] = field(init=False)
    _media_names: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._lesson_keys = lesson_keys(self.source)
        self._quiz_keys = quiz_keys(self.quizzes)
        self._media_names = _name_media(self._used_media())

    def package(self) -> CoursePackage:
        """Return the course as a package."""
        source, references = self.source, self._references()
        image = None if source.image_id is None else self._media_names.get(str(source.image_id))
        return CoursePackage(
            slug=source.slug,
            title=source.title,
            summary=source.summary,
            description=references.rename(source.description),
            language=source.language,
            level=source.level,
            category=_category(source),
            tags=source.tags,
            price_cents=source.price_cents,
            currency=source.currency,
            image=image,
            sections=self._sections(references),
            media=self._media(),
        )

    def _references(self) -> References:
        return References(
            lessons={str(own_id): key for own_id, key in self._lesson_keys.items()},
            media=self._media_names,
            quizzes={str(own_id): key for own_id, key in self._quiz_keys.items()},
        )

    def _used_media(self) -> tuple[catalog.MediaSource, ...]:
        """Return the media that something in the course shows."""
        texts = [self.source.description]
        texts += [lesson.content for section in self.source.sections for lesson in section.lessons]
        for quiz in self.quizzes:
            for question in quiz.questions:
                texts += [question.text, question.explanation, *(choice.text for choice in question.choices)]
                texts += [*question.order, *(text for pair in question.pairs for text in (pair.left, pair.right))]
        named = {
            str(media_id)
            for section in self.source.sections
            for lesson in section.lessons
            for media_id in lesson.media_ids
        }
        used = named | {name for text in texts for name in list_media_names(text)} | {str(self.source.image_id)}
        return tuple(item for item in self.source.media if str(item.media_id) in used)

    def _media(self) -> tuple[MediaFile, ...]:
        names = self._media_names
        used = [item for item in self.source.media if str(item.media_id) in names]
        return tuple(
            sorted((self._fetch(item, names[str(item.media_id)]) for item in used), key=lambda file: file.name)
        )

    def _fetch(self, item: catalog.MediaSource, name: str) -> MediaFile:
        path = self.folder / item.file_name
        catalog.save_media(item.file_name, path)
        return MediaFile(name=name, path=path, alt=item.alt.strip())

    def _sections(self, references: References) -> tuple[SectionPart, ...]:
        by_lesson: defaultdict[ObjectId, list[QuizPart]] = defaultdict(list)
        for quiz in self.quizzes:
            part = self._quiz(quiz, references)
            if part is not None:
                by_lesson[quiz.lesson_id].append(part)
        return tuple(
            SectionPart(
                title=section.title,
                lessons=tuple(
                    course_parts.lesson_part(
                        lesson,
                        key=self._lesson_keys[lesson.lesson_id],
                        quizzes=tuple(by_lesson[lesson.lesson_id]),
                        references=references,
                    )
                    for lesson in section.lessons
                ),
            )
            for section in self.source.sections
        )

    def _quiz(self, quiz: assessment.QuizSource, references: References) -> QuizPart | None:
        """Return a quiz with the questions that are taken, or None where there is none."""
        key = self._quiz_keys[quiz.quiz_id]
        file = str(quiz_path(key))
        questions: list[QuestionPart] = []
        for number, draft in enumerate(quiz.questions, start=1):
            question_key = draft.key or f"question-{number}"
            question = course_parts.question_part(draft, key=question_key, references=references)
            flaw = "" if self.takes_unfinished else _find_flaw(question, file)
            if flaw:
                self._note(file, f"question {number} left out: {flaw}")
            else:
                questions.append(question)
        if not questions and not self.takes_unfinished:
            self._note(file, f"the quiz {quiz.title!r} left out: it has no finished question")
            return None
        return course_parts.quiz_part(quiz, key=key, questions=tuple(questions))

    def _note(self, file: str, message: str) -> None:
        self.notes.append(ImportNote(file=file, line=None, message=message))


def _find_flaw(question: QuestionPart, file: str) -> str:
    """Return why a question could not be read again from a file, or "" where it could."""
    try:
        check_question(question, origin=Origin(file=file))
    except CourseFormatError as error:  # unfinished
        return error.message
    return ""


def _category(source: catalog.CourseSource) -> CategoryPart | None:
    category = source.category
    return None if category is None else CategoryPart(slug=category.slug, name=category.name)


def _name_media(media: tuple[catalog.MediaSource, ...]) -> dict[str, str]:
    """Give each media file a name that no other has, by its id."""
    names: dict[str, str] = {}
    for item in sorted(media, key=lambda item: (item.name, item.media_id)):
        path = PurePosixPath(item.name)
        name, number = path.name, 1
        while name in names.values():
            number += 1
            name = f"{path.stem}-{number}{path.suffix}"
        names[str(item.media_id)] = name
    return names
