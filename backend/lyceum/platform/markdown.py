"""Markdown to HTML that is safe to show: one renderer, on the server.

CommonMark with tables, footnotes, task lists, maths (TeX to MathML) and highlighted code. Raw HTML is allowed in
the source and cleaned in the result (nh3). References stay symbolic, because addresses depend on the reader:
`media:ID` in images and `lesson:ID#anchor` in links are resolved when the page is read (`resolve`), and a line
`{{quiz:ID}}` becomes `<div data-quiz="ID"></div>`. Ids get the prefix `c-`, so that no text can take an id that
the page itself uses.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from typing import Any, Final

import nh3
from latex2mathml.converter import convert as tex_to_mathml
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

RENDERER_VERSION: Final = 1

_MATHML: Final = frozenset(
    {
        *("math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mstyle"),
        *("msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mtable", "mtr", "mtd"),
        *("mpadded", "mphantom", "menclose", "semantics", "annotation"),
    }
)
_TAGS: Final = nh3.ALLOWED_TAGS | _MATHML | {"figure", "figcaption", "section", "input", "u"}
_ATTRIBUTES: Final[dict[str, set[str]]] = {
    **{tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()},
    "*": {"class", "id", "lang", "dir", "title"},
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height", "title"},
    "pre": {"tabindex"},
    "div": {"data-quiz"},
    "input": {"type", "checked", "disabled"},
    "th": {"scope", "colspan", "rowspan", "align"},
    "td": {"colspan", "rowspan", "align"},
    "ol": {"start"},
    "details": {"open"},
    "math": {"display", "xmlns"},
    "mo": {"stretchy", "fence", "form", "separator", "minsize", "maxsize", "lspace", "rspace"},
    "mi": {"mathvariant"},
    "mstyle": {"displaystyle", "scriptlevel"},
    "mfrac": {"linethickness"},
    "mspace": {"width"},
    "mtd": {"columnalign"},
    "mtable": {"columnalign", "rowspacing", "columnspacing"},
}
_SCHEMES: Final = {"http", "https", "mailto", "media", "lesson"}
_CLASS: Final = re.compile(
    r"highlight|language-[\w+#-]{1,30}|footnote[\w-]*|task-list[\w-]*|contains-task-list|math|caption|file-name|[a-z]{1,3}\d?"
)
# One line of letters, digits and punctuation that means nothing in Markdown: most choices are no more than that.
_PLAIN_LINE: Final = re.compile(r"(?!\d+[.)])[^\W_](?:[^\W_]|[ ,.;:?!()'/%+-])*(?<! )")
_QUIZ_LINE: Final = re.compile(r"^[ ]{0,3}\{\{quiz:([\w.-]{1,100})\}\}[ \t]*$", re.MULTILINE)
_REFERENCE: Final = re.compile(r'(src|href)="(media|lesson):([^"#]*)(#[^"]*)?"')


def render(source: str) -> str:
    """Render a text of several blocks; its top heading becomes `h2`, since the page's title is the `h1`."""
    if _PLAIN_LINE.fullmatch(source):
        return f"<p>{source}</p>\n"
    if not source:
        return ""
    placed = _QUIZ_LINE.sub(r'\n<div data-quiz="\1"></div>\n', source)
    markdown = _markdown()
    env: dict[str, Any] = {}
    tokens = markdown.parse(placed, env)
    _demote_headings(tokens)
    return _cleaner().clean(markdown.renderer.render(tokens, markdown.options, env))


def render_simply(source: str) -> str:
    """Render a text for readers that know little HTML, such as mail programs; the caller cleans the result.

    Maths stays TeX, a picture is its description, code has no colours, quizzes are left out, references stay symbolic.
    """
    markdown = _simple_markdown()
    env: dict[str, Any] = {}
    tokens = markdown.parse(_QUIZ_LINE.sub("", source), env)
    _demote_headings(tokens)
    return str(markdown.renderer.render(tokens, markdown.options, env))


def render_inline(source: str) -> str:
    """Render a short text such as a choice; a single paragraph loses its `p`."""
    return unwrap_paragraph(render(source))


def unwrap_paragraph(html: str) -> str:
    """Take the `p` off rendered text that is a single paragraph."""
    bare = html.strip()
    inner = bare.removeprefix("<p>").removesuffix("</p>")
    return inner if bare.startswith("<p>") and "<p>" not in inner else bare


def resolve(html: str, *, media: Callable[[str], str], lesson: Callable[[str], str]) -> str:
    """Put addresses in the place of `media:` and `lesson:` references of rendered text."""
    if '="media:' not in html and '="lesson:' not in html:
        return html
    kinds = {"media": media, "lesson": lesson}

    def address(match: re.Match[str]) -> str:
        attribute, kind, reference, anchor = match.groups()
        return f'{attribute}="{escape(kinds[kind](reference))}{anchor or ""}"'

    return _REFERENCE.sub(address, html)


def map_references(source: str, *, kind: str, change: Callable[[str], str]) -> str:
    """Change the target of each `media:`, `lesson:` or `quiz:` reference in Markdown source."""
    if kind == "quiz":
        return _QUIZ_LINE.sub(lambda match: f"{{{{quiz:{change(match[1])}}}}}", source)
    pattern = rf'(?<=[("<\s]){kind}:([\w./@%+~-]+)'
    return re.sub(pattern, lambda match: f"{kind}:{change(match[1])}", source)


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    markdown.use(footnote_plugin).use(tasklists_plugin)
    markdown.use(anchors_plugin, min_level=1, max_level=4)
    markdown.use(dollarmath_plugin, renderer=_math, allow_space=False, allow_digits=False)
    markdown.add_render_rule("fence", _fence)
    markdown.add_render_rule("code_block", _fence)
    return markdown


@cache
def _simple_markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    markdown.use(dollarmath_plugin, renderer=_tex, allow_space=False, allow_digits=False)
    markdown.add_render_rule("image", _description)
    return markdown


def _tex(tex: str, _options: dict[str, Any]) -> str:
    return f"<code>{escape(tex)}</code>"


def _description(
    _renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    _env: EnvType,
) -> str:
    """Render a picture as its alternative text."""
    return escape(tokens[index].content)


def _math(tex: str, options: dict[str, Any]) -> str:
    """Render TeX as MathML; what cannot be read is shown as it was written."""
    try:
        return tex_to_mathml(tex, display="block" if options["display_mode"] else "inline")
    except Exception:  # noqa: BLE001 - the library raises many kinds, none of them documented
        return f"<code>{escape(tex)}</code>"


def _fence(
    _renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    _env: EnvType,
) -> str:
    """Render a code block, highlighted where Pygments knows the language."""
    token = tokens[index]
    language = re.split(r"[\s,{]", token.info.strip() or "text", maxsplit=1)[0]
    try:
        lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        code = escape(token.content)
    else:
        code = highlight(token.content, lexer, HtmlFormatter[str](nowrap=True))
    name = escape(language)
    return f'<div class="highlight"><pre tabindex="0"><code class="language-{name}">{code}</code></pre></div>\n'


def _demote_headings(tokens: Sequence[Token]) -> None:
    """Move headings so that the highest one becomes `h2`."""
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    if not headings:
        return
    shift = 2 - min(int(token.tag[1]) for token in headings)
    for token in headings:
        token.tag = f"h{min(6, int(token.tag[1]) + shift)}"


@cache
def _cleaner() -> nh3.Cleaner:
    """Make the rules of cleaning once: reading them takes longer than most texts do."""
    return nh3.Cleaner(
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        attribute_filter=_filter_attribute,
        link_rel="noopener noreferrer",
    )


def _filter_attribute(_tag: str, attribute: str, value: str) -> str | None:
    """Prefix ids and anchors, and keep only class names that our own style sheet gives a meaning."""
    if attribute == "id":
        return f"c-{value}"
    if attribute == "href":
        head, mark, anchor = value.partition("#")
        own = mark and (not head or head.startswith("lesson:"))
        return f"{head}#c-{anchor}" if own else value
    if attribute == "class":
        return " ".join(name for name in value.split() if _CLASS.fullmatch(name)) or None
    return value
