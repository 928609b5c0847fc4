"""References between the parts of a course, renamed: keys and names in a package, ids in the store."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lyceum.interop.formats.course_package import QUIZ_PLACE
from lyceum.interop.formats.link_targets import Target, encode, list_targets, replace_targets, split_anchor
from lyceum.interop.formats.markdown_source import replace_in_prose


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """New names of lessons, media and quizzes by their old ones; what is not named stays as it is."""

    lessons: Mapping[str, str] = field(default_factory=dict)
    media: Mapping[str, str] = field(default_factory=dict)
    quizzes: Mapping[str, str] = field(default_factory=dict)

    def rename(self, text: str) -> str:
        """Return a Markdown text with the names in its references changed; code stays as it is."""
        text = replace_targets(text, self._rename_target)
        return replace_in_prose(text, QUIZ_PLACE, self._rename_place)

    def rename_address(self, url: str) -> str:
        """Return an address that stands alone with its name changed."""
        return self._rename_target(Target(url=url, label="", offset=0))

    def _rename_target(self, target: Target) -> str:
        kind, _, rest = target.url.partition(":")
        names = {"lesson": self.lessons, "media": self.media}.get(kind, {})
        name, anchor = split_anchor(rest)
        return f"{kind}:{encode(names[name])}{anchor}" if name in names else target.url

    def _rename_place(self, groups: dict[str, str]) -> str | None:
        new = self.quizzes.get(groups["key"])
        return None if new is None else f"{{{{quiz:{new}}}}}"


def list_media_names(text: str) -> frozenset[str]:
    """Return the names in `media:` references of a text."""
    urls = (target.url for target in list_targets(text))
    return frozenset(split_anchor(url.removeprefix("media:"))[0] for url in urls if url.startswith("media:"))
