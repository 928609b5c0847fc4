"""A package's parts as the drafts that catalog and assessment store, and stored parts as a package's.

Only shapes are translated here; nothing is read or written.
"""

from dataclasses import asdict
from typing import Final, get_args

from bson import ObjectId

from lyceum.assessment import public as assessment
from lyceum.catalog import public as catalog
from lyceum.interop.formats.course_package import (
    AcceptedPart,
    CaptionPart,
    ChoicePart,
    CoursePackage,
    CriterionPart,
    Feedback,
    Grading,
    LessonKind,
    LessonPart,
    PairPart,
    QuestionKind,
    QuestionPart,
    QuizPart,
    QuizSettingsPart,
    TracingPart,
)
from lyceum.interop.formats.references import References

_LESSON_KINDS: Final[dict[str, LessonKind]] = {kind: kind for kind in get_args(LessonKind)}
_QUESTION_KINDS: Final[dict[str, QuestionKind]] = {kind: kind for kind in get_args(QuestionKind)}
_FEEDBACKS: Final[dict[str, Feedback]] = {name: name for name in get_args(Feedback)}
_GRADINGS: Final[dict[str, Grading]] = {name: name for name in get_args(Grading)}


def course_draft(package: CoursePackage, *, description: str) -> catalog.CourseDraft:
    """Return what the catalog stores of a course itself."""
    category = package.category
    category_draft = None
    if category is not None:
        category_draft = catalog.CategoryDraft(slug=category.slug, name=category.name)
    return catalog.CourseDraft(
        slug=package.slug,
        title=package.title,
        summary=package.summary,
        description=description,
        language=package.language,
        level=package.level,
        category=category_draft,
        tags=package.tags,
        price_cents=package.price_cents,
        currency=package.currency,
    )


def lesson_draft(lesson: LessonPart, lesson_id: ObjectId, references: References) -> catalog.LessonDraft:
    """Return what the catalog stores of a lesson."""
    return catalog.LessonDraft(
        lesson_id=lesson_id,
        key=lesson.key,
        title=lesson.title,
        kind=lesson.kind,
        content=references.rename(lesson.content),
        minutes=lesson.minutes,
        preview=lesson.preview,
        video_url=references.rename_address(lesson.video_url or ""),
        captions=tuple(
            catalog.CaptionFields(
                media_id=ObjectId(references.media[item.name]), language=item.language, label=item.label
            )
            for item in lesson.captions
        ),
        attachments=tuple(ObjectId(references.media[name]) for name in lesson.attachments),
    )


def quiz_draft(
    quiz: QuizPart, *, quiz_id: ObjectId, lesson_id: ObjectId, references: References
) -> assessment.QuizDraft:
    """Return what assessment stores of a quiz."""
    return assessment.QuizDraft(
        quiz_id=quiz_id,
        key=quiz.key,
        lesson_id=lesson_id,
        title=quiz.title,
        pass_mark=quiz.pass_mark,
        required=quiz.required,
        questions=tuple(_question_draft(question, references) for question in quiz.questions),
        settings=_settings_draft(quiz.settings),
    )


def _settings_draft(settings: QuizSettingsPart | None) -> assessment.QuizSettings | None:
    if settings is None:
        return None
    policies = {
        "feedback": assessment.FeedbackPolicy(settings.feedback),
        "grading": assessment.GradingPolicy(settings.grading),
    }
    return assessment.QuizSettings(**{**asdict(settings), **policies})


def _question_draft(question: QuestionPart, references: References) -> assessment.QuestionDraft:
    return assessment.QuestionDraft(
        key=question.key,
        kind=assessment.QuestionKind(question.kind),
        text=references.rename(question.text),
        points=question.points,
        explanation=references.rename(question.explanation),
        choices=tuple(
            assessment.ChoiceDraft(text=references.rename(choice.text), is_correct=choice.is_correct)
            for choice in question.choices
        ),
        accepted=tuple(
            assessment.AcceptedDraft(text=answer.text, regex=answer.is_regex) for answer in question.accepted
        ),
        number=question.number,
        tolerance=question.tolerance,
        tracing=_tracing_draft(question.tracing),
        order=tuple(references.rename(text) for text in question.order),
        pairs=tuple(
            assessment.PairDraft(left=references.rename(pair.left), right=references.rename(pair.right))
            for pair in question.pairs
        ),
        rubric=tuple(assessment.CriterionDraft(text=item.text, points=item.points) for item in question.rubric),
    )


def _tracing_draft(tracing: TracingPart | None) -> assessment.TracingDraft | None:
    if tracing is None:
        return None
    return assessment.TracingDraft(
        program=tracing.program,
        language=tracing.language,
        does_compile=tracing.does_compile,
        stdout=tracing.stdout if tracing.does_compile else None,
        line=tracing.line,
    )


def lesson_part(
    lesson: catalog.LessonSource, *, key: str, quizzes: tuple[QuizPart, ...], references: References
) -> LessonPart:
    """Return a stored lesson as a part of a package."""
    return LessonPart(
        key=key,
        title=lesson.title,
        kind=_LESSON_KINDS.get(lesson.kind, "text"),
        content=references.rename(lesson.content),
        minutes=lesson.minutes,
        preview=lesson.preview,
        video_url=references.rename_address(_reference(lesson.video_url)) or None,
        quizzes=quizzes,
        captions=tuple(
            CaptionPart(name=references.media[str(item.media_id)], language=item.language, label=item.label)
            for item in lesson.captions
        ),
        attachments=tuple(references.media[str(media_id)] for media_id in lesson.attachments),
    )


def _reference(video_url: str) -> str:
    """Return the address of a video; an uploaded one is stored with its ending, which no reference has."""
    return video_url.partition(".")[0] if video_url.startswith("media:") else video_url


def quiz_part(quiz: assessment.QuizSource, *, key: str, questions: tuple[QuestionPart, ...]) -> QuizPart:
    """Return a stored quiz as a part of a package."""
    return QuizPart(
        key=key,
        title=quiz.title,
        pass_mark=quiz.pass_mark,
        required=quiz.required,
        questions=questions,
        settings=_settings_part(quiz.settings),
    )


def _settings_part(settings: assessment.QuizSettings | None) -> QuizSettingsPart | None:
    if settings is None:
        return None
    policies = {"feedback": _FEEDBACKS[settings.feedback], "grading": _GRADINGS[settings.grading]}
    return QuizSettingsPart(**{**asdict(settings), **policies})


def question_part(question: assessment.QuestionDraft, *, key: str, references: References) -> QuestionPart:
    """Return a stored question as a part of a package; it may still be unfinished."""
    return QuestionPart(
        key=key,
        kind=_QUESTION_KINDS[question.kind.value],
        text=references.rename(question.text),
        points=question.points,
        explanation=references.rename(question.explanation),
        choices=tuple(
            ChoicePart(text=references.rename(choice.text), is_correct=choice.is_correct) for choice in question.choices
        ),
        accepted=tuple(AcceptedPart(text=answer.text, is_regex=answer.regex) for answer in question.accepted),
        number=question.number,
        tolerance=question.tolerance,
        tracing=_tracing_part(question.tracing),
        order=tuple(references.rename(text) for text in question.order),
        pairs=tuple(
            PairPart(left=references.rename(pair.left), right=references.rename(pair.right)) for pair in question.pairs
        ),
        rubric=tuple(CriterionPart(text=item.text, points=item.points) for item in question.rubric),
    )


def _tracing_part(tracing: assessment.TracingDraft | None) -> TracingPart | None:
    if tracing is None or tracing.does_compile is None:
        return None
    return TracingPart(
        program=tracing.program,
        language=tracing.language,
        does_compile=tracing.does_compile,
        stdout=tracing.stdout or "",
        line=tracing.line,
    )
