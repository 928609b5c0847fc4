"""A course that is written and read again is the same course, byte for byte and part for part."""

import tempfile
from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lyceum.interop.formats.course_package import (
    AcceptedPart,
    CategoryPart,
    ChoicePart,
    CoursePackage,
    CriterionPart,
    LessonPart,
    MediaFile,
    PairPart,
    QuestionPart,
    QuizPart,
    QuizSettingsPart,
    SectionPart,
    TracingPart,
)
from lyceum.interop.formats.folder.reader import read_folder
from lyceum.interop.formats.folder.writer import write_folder
from lyceum.interop.tests.folders import SAMPLE, all_bytes
from lyceum.platform.errors import ConflictError


def test_the_sample_course_is_written_exactly_as_it_stands(tmp_path: Path) -> None:
    write_folder(read_folder(SAMPLE).package, tmp_path / "out")
    assert all_bytes(tmp_path / "out") == all_bytes(SAMPLE)


def test_a_folder_that_holds_something_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ConflictError):
        write_folder(read_folder(SAMPLE).package, tmp_path)
    assert all_bytes(tmp_path) == {"mine.txt": b"mine"}


# Texts as the database may hold them: any character that UTF-8 can carry, with much of what Markdown and YAML use.
_characters = st.one_of(
    st.sampled_from(list("ab1 \n\t-:#'\"`|>&*{}[]()!%@\\~\r\x85\u2028é😀")),
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
)
_text = st.text(_characters, min_size=1, max_size=60)
_markdown = _text.map(lambda text: text.replace("\r", " ").strip("\n")).filter(str.strip)
_line = _markdown.map(lambda text: text.strip()).filter(bool)
_program = _text.map(lambda text: text.replace("\r", " ").rstrip("\n")).filter(str.strip)
_key = st.from_regex(r"[a-z][a-z0-9.-]{0,8}[a-z0-9]", fullmatch=True)
_number = st.floats(allow_nan=False, allow_infinity=False, width=64)


@st.composite
def _questions(draw: st.DrawFn, key: str) -> QuestionPart:
    fields = draw(
        st.one_of(
            st.builds(
                lambda right, wrong: {
                    "kind": "single",
                    "choices": (
                        ChoicePart(text=right, is_correct=True),
                        *(ChoicePart(text=text, is_correct=False) for text in wrong),
                    ),
                },
                _markdown,
                st.lists(_markdown, min_size=1, max_size=3),
            ),
            st.builds(
                lambda texts: {
                    "kind": "short_text",
                    "accepted": tuple(AcceptedPart(text=text) for text in texts),
                },
                st.lists(_line, min_size=1, max_size=3),
            ),
            st.builds(
                lambda number, tolerance: {"kind": "numeric", "number": number, "tolerance": tolerance},
                _number,
                _number.map(abs),
            ),
            st.builds(
                lambda program, stdout: {
                    "kind": "tracing",
                    "tracing": TracingPart(program=program, language="python", does_compile=True, stdout=stdout),
                },
                _program,
                _program,
            ),
            st.lists(_markdown, min_size=2, max_size=4, unique=True).map(
                lambda texts: {"kind": "ordering", "order": tuple(texts)}
            ),
            st.lists(_markdown, min_size=3, max_size=4, unique=True).map(
                lambda texts: {
                    "kind": "matching",
                    "pairs": (PairPart(left="", right=texts[0]), *(PairPart(left=text, right=text) for text in texts)),
                }
            ),
            st.lists(_line, max_size=3).map(
                lambda texts: {
                    "kind": "essay",
                    "points": 2 * len(texts) or 1,
                    "rubric": tuple(CriterionPart(text=text, points=2) for text in texts),
                }
            ),
        )
    )
    explanation = draw(st.one_of(st.just(""), _markdown))
    return QuestionPart(key=key, text=draw(_markdown), explanation=explanation, **fields)


_settings = st.builds(
    QuizSettingsPart,
    time_limit_s=st.none() | st.integers(10, 604_800),
    attempts_allowed=st.none() | st.integers(1, 1_000),
    shuffle=st.booleans(),
    draw=st.none() | st.integers(1, 200),
    feedback=st.sampled_from(["never", "score_only", "after_submit", "after_closing"]),
    closes_at=st.datetimes(timezones=st.just(UTC)).map(
        lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    ),
    grading=st.sampled_from(["best", "last", "average"]),
) | st.just(QuizSettingsPart())


@st.composite
def _packages(draw: st.DrawFn) -> CoursePackage:
    keys = draw(st.lists(_key, min_size=1, max_size=3, unique=True))
    lessons = []
    for key in keys:
        question_keys = draw(st.lists(_line, min_size=1, max_size=2, unique=True))
        questions = tuple(draw(_questions(name)) for name in question_keys)
        quiz = QuizPart(
            key=key,
            title=draw(_line),
            pass_mark=70,
            required=True,
            questions=questions,
            settings=draw(_settings),
        )
        lesson = LessonPart(
            key=key,
            title=draw(_line),
            kind="text",
            content=f"{draw(_markdown)}\n\n[to](lesson:{keys[0]}#a) ![p](media:p.svg)",
            minutes=draw(st.integers(0, 600)),
            preview=draw(st.booleans()),
            video_url=None,
            quizzes=draw(st.sampled_from([(), (quiz,)])),
        )
        lessons.append(lesson)
    return CoursePackage(
        slug="made-up",
        title=draw(_line),
        summary=draw(st.one_of(st.just(""), _line)),
        description=draw(st.one_of(st.just(""), _markdown)),
        language="en",
        level="beginner",
        category=draw(st.sampled_from([None, CategoryPart(slug="c", name="C & D: x")])),
        tags=tuple(draw(st.lists(_line, max_size=3))),
        price_cents=draw(st.integers(0, 9_999_999)),
        currency="EUR",
        image="p.svg",
        sections=(SectionPart(title=draw(_line), lessons=tuple(lessons)),),
        media=(),
    )


@settings(max_examples=150, deadline=None)
@given(package=_packages())
def test_what_is_written_is_read_again_unchanged(package: CoursePackage) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        picture = root / "p.svg"
        picture.write_text("<svg/>")
        media = (MediaFile(name="p.svg", path=picture),)
        package = _with_media(package, media)
        write_folder(package, root / "one")
        read = read_folder(root / "one").package
        assert _with_media(read, media) == package
        write_folder(read, root / "two")
        assert all_bytes(root / "one") == all_bytes(root / "two")


def _with_media(package: CoursePackage, media: tuple[MediaFile, ...]) -> CoursePackage:
    fields = {name: getattr(package, name) for name in CoursePackage.__dataclass_fields__}
    return CoursePackage(**{**fields, "media": media})
