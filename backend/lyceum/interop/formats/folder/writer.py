"""Writes a course folder: the same course always gives the same bytes."""

import shutil
from pathlib import Path, PurePosixPath
from typing import Any

from lyceum.interop.formats.course_package import (
    CaptionPart,
    CoursePackage,
    LessonPart,
    QuestionPart,
    QuizPart,
)
from lyceum.interop.formats.folder.layout import (
    COURSE_FILE,
    FORMAT_VERSION,
    MEDIA_FOLDER,
    lesson_path,
    quiz_path,
)
from lyceum.interop.formats.folder.links import LinkWriter
from lyceum.interop.formats.folder.quiz_settings import settings_fields
from lyceum.interop.formats.folder.yaml_text import FlowList, write_yaml
from lyceum.interop.formats.link_targets import split_anchor
from lyceum.platform.errors import ConflictError


def write_folder(package: CoursePackage, root: Path) -> None:
    """Write the course into a folder that does not exist yet, or is empty.

    Raises:
        ConflictError: there is something already.
    """
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise ConflictError(f"{root} exists already and is not an empty folder")
    for path, text in course_texts(package).items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    for media in package.media:
        target = root / MEDIA_FOLDER / media.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(media.path, target)


def course_texts(package: CoursePackage) -> dict[PurePosixPath, str]:
    """Return every text file of the folder by its path."""
    count = len(package.lessons)
    paths = {
        lesson.key: lesson_path(lesson.key, number=number, count=count)
        for number, lesson in enumerate(package.lessons, start=1)
    }
    media_names = frozenset(media.name for media in package.media)
    links = LinkWriter(lesson_paths=paths, media_names=media_names)
    texts = {COURSE_FILE: write_yaml(_course_fields(package, paths, links))}
    for lesson in package.lessons:
        texts[paths[lesson.key]] = _lesson_text(lesson, paths[lesson.key], links)
        for quiz in lesson.quizzes:
            path = quiz_path(quiz.key)
            texts[path] = write_yaml(_quiz_fields(quiz, path, links))
    return texts


def _course_fields(package: CoursePackage, paths: dict[str, PurePosixPath], links: LinkWriter) -> dict[str, Any]:
    description = links.write(_unix(package.description), file=COURSE_FILE)
    category = package.category
    sections = [
        {
            "title": section.title,
            "lessons": [str(paths[lesson.key]) for lesson in section.lessons],
        }
        for section in package.sections
    ]
    return {
        "format": FORMAT_VERSION,
        "slug": package.slug,
        "title": package.title,
        **_given("summary", package.summary),
        **_given("description", _block(description)),
        "language": package.language,
        "level": package.level,
        **_given("category", category and {"slug": category.slug, "name": category.name}),
        **_given("tags", list(package.tags)),
        "price": f"{package.price_cents // 100}.{package.price_cents % 100:02}",
        "currency": package.currency,
        **_given("image", package.image and str(MEDIA_FOLDER / package.image)),
        **_given(
            "media", [{"file": str(MEDIA_FOLDER / item.name), "alt": item.alt} for item in package.media if item.alt]
        ),
        "sections": sections,
    }


def _lesson_text(lesson: LessonPart, path: PurePosixPath, links: LinkWriter) -> str:
    quizzes = FlowList(str(quiz_path(quiz.key)) for quiz in lesson.quizzes)
    fields = {
        "title": lesson.title,
        "kind": lesson.kind,
        "minutes": lesson.minutes,
        "preview": lesson.preview,
        **_given("video_url", _video_path(lesson.video_url or "")),
        **_given("captions", [_caption_fields(caption) for caption in lesson.captions]),
        **_given("attachments", FlowList(str(MEDIA_FOLDER / name) for name in lesson.attachments)),
        **_given("quizzes", quizzes),
    }
    content = links.write(_unix(lesson.content).strip("\n"), file=path)
    return f"---\n{write_yaml(fields)}---\n{_block(content)}"


def _video_path(url: str) -> str:
    name, _ = split_anchor(url.removeprefix("media:"))
    return str(MEDIA_FOLDER / name) if url.startswith("media:") else url


def _caption_fields(caption: CaptionPart) -> dict[str, str]:
    label = {} if caption.label == caption.language else {"label": caption.label}
    return {"file": str(MEDIA_FOLDER / caption.name), "language": caption.language, **label}


def _quiz_fields(quiz: QuizPart, path: PurePosixPath, links: LinkWriter) -> dict[str, Any]:
    return {
        "title": quiz.title,
        "pass_mark": quiz.pass_mark,
        "required": quiz.required,
        **settings_fields(quiz.settings),
        "questions": [_question_fields(item, path, links) for item in quiz.questions],
    }


def _question_fields(question: QuestionPart, path: PurePosixPath, links: LinkWriter) -> dict[str, Any]:
    def markdown(text: str) -> str:
        return links.write(_unix(text).strip("\n"), file=path)

    choices = [{"text": markdown(choice.text), **_given("correct", choice.is_correct)} for choice in question.choices]
    accepted = [{"text": answer.text, **_given("regex", answer.is_regex)} for answer in question.accepted]
    pairs = [{**_given("left", markdown(pair.left)), "right": markdown(pair.right)} for pair in question.pairs]
    rubric = [{"text": criterion.text, "points": criterion.points} for criterion in question.rubric]
    return {
        "id": question.key,
        "kind": question.kind,
        **_given("text", _block(markdown(question.text))),
        "points": question.points,
        **_given("choices", choices),
        **_given("accepted", accepted),
        **_number_fields(question),
        **_tracing_fields(question),
        **_given("order", [markdown(text) for text in question.order]),
        **_given("pairs", pairs),
        **_given("rubric", rubric),
        **_given("explanation", _block(markdown(question.explanation))),
    }


def _number_fields(question: QuestionPart) -> dict[str, float]:
    if question.number is None:
        return {}
    return {"number": _short(question.number), "tolerance": _short(question.tolerance)}


def _tracing_fields(question: QuestionPart) -> dict[str, Any]:
    tracing = question.tracing
    if tracing is None:
        return {}
    stdout = _unix(tracing.stdout).rstrip("\n")
    answer = {"stdout": stdout} if tracing.does_compile else _given("line", tracing.line)
    return {
        "program": _block(_unix(tracing.program).rstrip("\n")),
        **_given("language", tracing.language),
        "does_compile": tracing.does_compile,
        **answer,
    }


def _given(name: str, value: object) -> dict[str, Any]:
    """Return the field where it says something."""
    return {name: value} if value else {}


def _block(text: str) -> str:
    """End a text of several lines with a line end, so that it is written as a block."""
    return f"{text}\n" if text else ""


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _short(number: float) -> float:
    """Write whole numbers without a point."""
    return int(number) if number.is_integer() else number
