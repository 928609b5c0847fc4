"""GIFT and Moodle XML: what is written can be read again, and what others write is read leniently."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.assessment.formats.gift import read_gift, write_gift
from lyceum.assessment.formats.html_text import html_to_markdown
from lyceum.assessment.formats.moodle_xml import read_moodle_xml, write_moodle_xml
from lyceum.assessment.formats.question_file import FileQuestion, decode

# Neither format keeps white space at the ends, and control characters do not belong into either.
characters = st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp"), include_characters="\n")
texts = st.text(characters, min_size=1, max_size=20).map(str.strip).filter(lambda text: text and "->" not in text)
stems = st.one_of(
    texts, st.sampled_from(["{=a}", "// no comment", "~%50%\\n", "::t:: [html] a", "$CATEGORY: b", "<b>&amp;"])
)
numbers = st.floats(-1e9, 1e9)
common = {"text": stems.filter(lambda text: "->" not in text), "explanation": st.just("") | texts}


def _choices(kind, flags):
    pairs = st.tuples(flags, st.lists(texts, min_size=4, max_size=4))
    return st.builds(
        FileQuestion,
        kind=st.just(kind),
        choices=pairs.map(lambda both: tuple(zip(both[1], both[0], strict=False))),
        **common,
    )


questions = st.one_of(
    _choices("single", st.permutations([True, False, False])),
    _choices("multiple", st.lists(st.booleans(), min_size=3, max_size=4).filter(any)),
    st.builds(FileQuestion, kind=st.just("essay"), **common),
    st.builds(
        FileQuestion, kind=st.just("short_text"), accepted=st.lists(texts, min_size=1, max_size=3).map(tuple), **common
    ),
    st.builds(FileQuestion, kind=st.just("numeric"), number=numbers, tolerance=st.floats(0, 1e6), **common),
    st.builds(
        FileQuestion,
        kind=st.just("matching"),
        pairs=st.lists(st.tuples(texts, texts), min_size=2, max_size=3).map(tuple),
        **common,
    ),
    st.builds(
        FileQuestion,
        kind=st.just("true_false"),
        choices=st.booleans().map(lambda truth: (("True", truth), ("False", not truth))),
        **common,
    ),
)


@given(st.lists(questions, min_size=1, max_size=3))
def test_what_gift_writes_it_reads_again(asked):
    found = read_gift(write_gift(asked))
    assert (found.rejected, list(found.questions)) == ((), asked)


@given(st.lists(questions, min_size=1, max_size=3))
def test_what_moodle_xml_writes_it_reads_again(asked):
    found = read_moodle_xml(write_moodle_xml(asked))
    assert (found.rejected, list(found.questions)) == ((), asked)


@given(st.text())
def test_no_text_breaks_a_reader(text):
    read_gift(text)
    read_moodle_xml(text)


GIFT = """\ufeff// a comment
$CATEGORY: $course$/top

::Q1:: Who's buried in [html]Grant's tomb? {=Grant#Yes =Ulysses S. Grant
~nobody}

Nothing to answer here

The sun {F} is cold.

How many? {#3:0.5}

Between? {#1..5}

Which? {~%50%a ~%50%b ~%-100%c ####Because.}

Match. {=cat -> cat food =dog -> dog food}

2 + 2 {#four}
"""


def test_gift_of_others_is_read_and_each_question_that_is_not_is_named_with_its_line():
    found = read_gift(GIFT)
    assert [(item.line, item.message) for item in found.rejected] == [
        (7, "There is no answer in braces."),
        (19, "“four” is no number."),
    ]
    assert [item.kind for item in found.questions] == [
        "multiple", "true_false", "numeric", "numeric", "multiple", "matching",
    ]  # fmt: skip
    assert found.questions[1].text == "The sun _____ is cold."
    assert (found.questions[3].number, found.questions[3].tolerance) == (3, 2)
    assert found.questions[4].explanation == "Because."


XML = """<?xml version="1.0" encoding="UTF-8"?>
<!-- a comment -->
<quiz>
<question type="category"><category><text>top</text></category></question>
<question type="multichoice">
  <questiontext format="html"><text><![CDATA[<p>Which is <b>right</b>?</p>]]></text></questiontext>
  <defaultgrade>2.0000000</defaultgrade><single>true</single>
  <answer fraction="100" format="html"><text>Yes &amp; no</text><feedback><text>Good</text></feedback></answer>
  <answer fraction="0"><text>No</text></answer>
</question>
<question type="calculated"><questiontext><text>Hm</text></questiontext></question>
</quiz>"""


def test_moodle_xml_of_others_is_read_too():
    found = read_moodle_xml(XML)
    (question,) = found.questions
    assert (question.text, question.points) == ("Which is **right**?", 2)
    assert question.choices == (("Yes & no", True), ("No", False))
    assert [(item.line, item.message) for item in found.rejected] == [
        (11, "There is no such kind of question here: calculated.")
    ]


@pytest.mark.parametrize(
    "hostile",
    [
        '<!DOCTYPE q [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><quiz>&b;</quiz>',
        '<!DOCTYPE q SYSTEM "file:///etc/passwd"><quiz/>',
        "<a>" * 10_000,
        "<quiz>",
        "",
    ],
)
def test_hostile_or_broken_xml_is_refused_as_a_whole(hostile):
    found = read_moodle_xml(hostile)
    assert (found.questions, len(found.rejected)) == ((), 1)


def test_bytes_become_text_whatever_they_were_written_with():
    for data in ("é".encode("utf-8-sig"), "é".encode(), "é".encode("cp1252"), "é".encode("utf-16")):
        assert decode(data) == "é"


def test_scripts_leave_nothing_behind():
    assert html_to_markdown("<p>a<script>alert(1)</script></p><ul><li>b</li></ul>") == "a\n\n- b"
