"""Reading an mdBook: a small book of our own that uses every feature."""

import shutil
from pathlib import Path

import pytest

from lyceum.interop.formats.course_package import CourseFormatError, LessonPart, QuestionPart, ReadCourse
from lyceum.interop.formats.reading import read_course
from lyceum.platform.errors import InvalidError

BOOK = Path(__file__).parent / "data" / "small-book"


@pytest.fixture(scope="module")
def book() -> ReadCourse:
    return read_course(BOOK)


def lesson(book: ReadCourse, key: str) -> LessonPart:
    return next(lesson for lesson in book.package.lessons if lesson.key == key)


def question(book: ReadCourse, key: str) -> QuestionPart:
    questions = (item for quiz in lesson(book, "questions").quizzes for item in quiz.questions)
    return next(item for item in questions if item.key == key)


def code_after(text: str, words: str) -> list[str]:
    """Return the lines of the first code block after some words."""
    return text.split(words, 1)[1].split("```", 2)[1].split("\n")[1:-1]


def test_parts_become_sections_and_pages_lessons_in_their_order(book: ReadCourse) -> None:
    assert book.package.title == "A Small Book"
    assert book.package.slug == "a-small-book"
    assert book.package.summary == "By Ada Writer, Ben Editor"
    assert [
        (section.title, [(lesson.key, lesson.title) for lesson in section.lessons]) for section in book.package.sections
    ] == [
        ("A Small Book", [("intro", "Before all else")]),
        (
            "First Part",
            [
                ("guide/README", "Code"),
                ("guide/programs", "Programs"),
                ("guide/deep/still", "Deeper still"),
            ],
        ),
        ("Second Part", [("questions", "Questions"), ("appendix", "After all else")]),
    ]


def test_a_page_loses_the_heading_that_repeats_its_title(book: ReadCourse) -> None:
    assert lesson(book, "guide/deep/still").content.startswith("Back to")
    assert lesson(book, "appendix").content == "# Appendix\n\nThe end."


def test_links_lead_to_lessons_and_media(book: ReadCourse) -> None:
    content = lesson(book, "intro").content
    assert "[the code](lesson:guide/README#a-part)" in content
    assert "[the same as a page](lesson:guide/README)" in content
    assert "[p]: lesson:guide/programs#custom" in content
    assert "[a site](https://example.org/a.html)" in content
    assert '![A square](media:square.svg) and <img src="media:square.svg" alt="again">' in content
    assert "[up](lesson:guide/README)" in lesson(book, "guide/deep/still").content


def test_a_link_to_nothing_becomes_text_and_is_noted(book: ReadCourse) -> None:
    content = lesson(book, "intro").content
    assert "nothing, a lost `one` and [a site]" in content
    assert "[lost]" not in content
    said = {(note.file, note.line) for note in book.notes if "leads to nothing" in note.message}
    assert said == {("src/intro.md", 6), ("src/intro.md", 13)}


def test_comments_go_and_dollars_make_no_formula(book: ReadCourse) -> None:
    content = lesson(book, "intro").content
    assert "<!--" not in content
    assert r"A price of $5 or $6, and \$x\$ that is no formula." in content


def test_included_code_reads_as_in_the_book(book: ReadCourse) -> None:
    content = lesson(book, "guide/README").content
    assert code_after(content, "All of it:") == [
        "// ANCHOR: all",
        "#[derive(Debug)]",
        "struct Point;",
        "fn main() {",
        "    // ANCHOR: body",
        "    let a = 1;",
        "    // ANCHOR: inner",
        "    let b = 2;",
        "    // ANCHOR_END: inner",
        "    # let shown = 4;",
        "    // ANCHOR_END: body",
        "}",
        "// ANCHOR_END: all",
    ]
    assert code_after(content, "Lines:") == [
        "fn main() {",
        "    // ANCHOR: body",
        "fn main() {",
        "    // ANCHOR_END: body",
        "}",
        "// ANCHOR_END: all",
        "// ANCHOR: all",
    ]
    assert code_after(content, "An anchor") == ["    let a = 1;", "    let b = 2;", "    # let shown = 4;"]


def test_included_texts_may_include_and_a_backslash_keeps_the_braces(book: ReadCourse) -> None:
    content = lesson(book, "guide/README").content
    assert "An included text that includes: a word" in content
    assert "{{#include kept.rs}} stays as it is, and so does `# this`." in content
    assert "```rust\nfn tiny() {}\n```" in content
    assert "> ```rust\n> shown();\n> ```" in content
    assert "Another title" not in content


def test_listings_show_their_file_above_and_their_caption_below(book: ReadCourse) -> None:
    content = lesson(book, "guide/programs").content
    assert (
        '<span class="file-name">Filename: src/main.rs</span>\n\n'
        '<img src="media:does_not_compile.svg" alt="This code does not compile!" '
        'title="This code does not compile!" width="60">\n\n'
        '```rust\nlet x: i32 = "no";\n```\n\n'
        '<span class="caption" id="listing-1-1">Listing 1-1: A `Vec<T>` and more</span>'
    ) in content
    assert '> <span class="file-name">Filename: src/lib.rs</span>\n>\n> ```rust' in content
    assert '<span class="file-name">Filename: x.py</span>' in content
    assert "Listing>" not in content


def test_headings_keep_the_names_that_authors_gave_them(book: ReadCourse) -> None:
    content = lesson(book, "guide/programs").content
    assert content.startswith('# Programs of any kind\n\n<a id="custom"></a>\n\n## Own name\n')


def test_hidden_lines_of_other_languages_go_too(book: ReadCourse) -> None:
    assert code_after(lesson(book, "guide/programs").content, "x.py") == ["print(1)"]


def test_aquascope_marks_become_comments_in_the_order_of_execution(book: ReadCourse) -> None:
    content = lesson(book, "guide/programs").content
    assert code_after(content, "print(1)\n```") == [
        "fn main() {",
        "    let a = 1; // L1",
        "    let b = twice(a); /* L3 */ // after",
        "}",
        "fn twice(x: i32) -> i32 {",
        "    /* L2 */ x * 2",
        "}",
    ]
    assert "You need **RW**, not ~~O~~ → done." in content
    assert any("1 diagram of aquascope" in note.message for note in book.notes)


def test_quizzes_stand_where_the_page_places_them(book: ReadCourse) -> None:
    found = lesson(book, "questions")
    assert [(quiz.key, quiz.title, len(quiz.questions)) for quiz in found.quizzes] == [
        ("easy", "Easy ones", 6),
        ("shared", "Easy ones (2)", 1),
        ("easy-2", "Easy ones (3)", 6),
    ]
    assert found.content == (
        "## Easy ones\n\n{{quiz:easy}}\n\nText \n\n{{quiz:shared}}\n\n between.\n\n{{quiz:easy-2}}"
    )


def test_multiple_choice_is_single_or_multiple_by_its_answer(book: ReadCourse) -> None:
    one, some = question(book, "one"), question(book, "some")
    assert (one.kind, one.explanation) == ("single", "Two is.")
    assert one.text == "Which is *even*? See [code](lesson:guide/README)."
    assert {choice.text for choice in one.choices if choice.is_correct} == {"2"}
    assert some.kind == "multiple"
    assert [(choice.text, choice.is_correct) for choice in some.choices] == [
        ("1", True),
        ("2", False),
        ("3", True),
    ]


def test_an_answer_stands_at_its_index_and_else_in_an_order_that_stays(book: ReadCourse) -> None:
    placed = question(book, "question-3")
    assert [choice.text for choice in placed.choices] == ["first", "second", "third", "fourth"]
    assert question(book, "one").choices == question(read_course(BOOK), "one").choices


def test_short_answers_and_programs_keep_their_answers(book: ReadCourse) -> None:
    assert [answer.text for answer in question(book, "short").accepted] == ["a::b", "a::b()"]
    runs, breaks = question(book, "runs").tracing, question(book, "breaks").tracing
    assert runs is not None
    assert breaks is not None
    assert (runs.does_compile, runs.stdout, runs.line, runs.language) == (True, "2", None, "rust")
    assert (breaks.does_compile, breaks.line) == (False, 2)
    assert breaks.program == 'fn main() {\n    let x: i32 = "no";\n}'


def test_questions_share_a_prompt_and_unknown_ones_are_noted(book: ReadCourse) -> None:
    assert question(book, "who").text == "Once upon a time.\n\n\nWho?"
    assert any(note.line == 54 and "'Informal'" in note.message for note in book.notes)
    assert any("'A draft'" in note.message for note in book.notes)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("book.toml", "title =", "title", "book.toml:2: this is no TOML"),
        ("book.toml", '"A Small Book"', "7", "book.toml:1: title must be text"),
        ("src/SUMMARY.md", "guide/deep/still.md", "guide/deep/gone.md", "src/SUMMARY.md:11: there is no file"),
        ("src/SUMMARY.md", "appendix.md", "intro.md", "src/SUMMARY.md:20: 'intro.md' is listed already in line 3"),
        ("src/guide/README.md", "all.rs:5:6", "none.rs:5:6", "src/guide/README.md:16: there is no file"),
        ("src/guide/README.md", "all.rs:5:6", "../../all.rs", "src/guide/README.md:16: '../all.rs' leaves the folder"),
        ("src/guide/part.txt", "deep/word.txt", "part.txt", "src/guide/part.txt:1: files include one another"),
        ("src/questions.md", "easy.toml", "hard.toml", "src/questions.md:5: there is no file 'quizzes/hard.toml'"),
        ("quizzes/easy.toml", 'answer.answer = "2"\n', "", "quizzes/easy.toml:1: answer is missing"),
        ("quizzes/easy.toml", 'answer = ["3", "1"]', "answer = []", "quizzes/easy.toml:9: there must be 2 to 50"),
        ("quizzes/easy.toml", "lineNumber = 2", "lineNumber = 9", "quizzes/easy.toml:42: line 9 is not in the program"),
        ("quizzes/easy.toml", '["1", "3"]', '["1", 3]', "quizzes/easy.toml:1: distractors must be a list of texts"),
        ("quizzes/shared.toml", "[multipart]", "[multi]", "quizzes/shared.toml:6: story is missing"),
    ],
)  # fmt: skip
def test_a_broken_book_is_refused_with_file_and_line(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    root = tmp_path / "book"
    shutil.copytree(BOOK, root)
    text = (root / file).read_text()
    assert old in text
    (root / file).write_text(text.replace(old, new, 1))
    with pytest.raises(CourseFormatError) as caught:
        read_course(root)
    assert str(caught.value).startswith(said)


def test_an_anchor_that_is_missing_is_noted(tmp_path: Path) -> None:
    root = tmp_path / "book"
    shutil.copytree(BOOK, root)
    page = root / "src/guide/README.md"
    page.write_text(page.read_text().replace(":body", ":soul"))
    notes = read_course(root).notes
    assert any((note.file, note.line) == ("src/guide/README.md", 25) for note in notes)


def test_a_folder_without_a_course_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidError, match="holds no course"):
        read_course(tmp_path)
    with pytest.raises(InvalidError, match="is not a folder"):
        read_course(tmp_path / "none")
