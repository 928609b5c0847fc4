"""Markdown: what is rendered, and what never reaches a reader."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lyceum.platform import markdown


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)" alt="">',
        "[click](javascript:alert(1))",
        '<a href="data:text/html,<script>1</script>">x</a>',
        '<iframe src="https://example.org"></iframe>',
        '<svg onload="alert(1)"></svg>',
        '<div style="position:fixed">x</div>',
        '<form action="https://example.org"><input name="password"></form>',
        '<math><maction actiontype="statusline#http://x" xlink:href="javascript:1">x</maction></math>',
    ],
)
def test_nothing_that_runs_or_deceives_is_left(source: str) -> None:
    html = markdown.render(source)
    assert 'href="javascript' not in html
    for word in ("<script", "onerror", "onload", "data:text", "<iframe", "style=", "<form", "name="):
        assert word not in html


@given(st.text())
def test_any_text_renders_without_active_content(source: str) -> None:
    html = markdown.render(source).lower()
    assert "<script" not in html
    assert "<iframe" not in html


@given(st.text(alphabet="aZ7é字 ,.;:?!()'/%+-_*\n\t1", max_size=12))
@example("1. One")
@example("12) Twelve")
@example("a  b ")
@example("http://example.org/a")
def test_a_plain_line_is_rendered_as_the_renderer_would(source: str) -> None:
    with_comment = markdown.render(f"{source}\n\n<!-- not plain -->")
    assert markdown.render(source).strip() == with_comment.strip()


def test_the_top_heading_becomes_a_second_level_one_with_a_prefixed_id() -> None:
    html = markdown.render("# Title\n\n## Part")
    assert '<h2 id="c-title">' in html
    assert '<h3 id="c-part">' in html


def test_code_is_highlighted_and_reachable_by_keyboard() -> None:
    html = markdown.render("```python\ndef f(): pass\n```")
    assert '<pre tabindex="0"><code class="language-python">' in html
    assert '<span class="k">def</span>' in html


def test_code_in_an_unknown_language_is_shown_as_it_is() -> None:
    html = markdown.render("```nolang\na < b\n```")
    assert "a &lt; b" in html


def test_formulas_become_mathml_and_broken_ones_stay_readable() -> None:
    assert "<math" in markdown.render(r"Let $a^2$ be")
    assert "mfrac" in markdown.render("$$\n\\frac{1}{2}\n$$")
    assert "\\frac" in markdown.render(r"$\frac{$")


def test_a_quiz_line_becomes_its_place() -> None:
    html = markdown.render("Text\n\n{{quiz:abc}}\n\nMore")
    assert '<div data-quiz="abc"></div>' in html


def test_references_are_resolved_when_read() -> None:
    html = markdown.render("![A map](media:map.png) and [next](lesson:two#part)")
    resolved = markdown.resolve(html, media=lambda name: f"/m/{name}?a=1&b=2", lesson=lambda key: f"/l/{key}")
    assert 'src="/m/map.png?a=1&amp;b=2"' in resolved
    assert 'href="/l/two#c-part"' in resolved


def test_references_in_the_source_can_be_renamed() -> None:
    source = "![A](media:a.png) [b](lesson:b#c)\n\n{{quiz:q}}\n"
    renamed = source
    for kind in ("media", "lesson", "quiz"):
        renamed = markdown.map_references(renamed, kind=kind, change=lambda name: f"{name}1")
    assert renamed == "![A](media:a.png1) [b](lesson:b1#c)\n\n{{quiz:q1}}\n"


def test_a_short_text_loses_its_paragraph() -> None:
    assert markdown.render_inline("a *b*") == "a <em>b</em>"
    assert markdown.render_inline("a\n\nb").count("<p>") == 2


def test_tables_footnotes_and_task_lists_are_rendered() -> None:
    html = markdown.render("| a | b |\n| --- | --- |\n| 1 | 2 |\n\nx[^1]\n\n- [ ] todo\n\n[^1]: note")
    assert "<table>" in html
    assert 'class="footnotes"' in html
    assert 'type="checkbox"' in html
