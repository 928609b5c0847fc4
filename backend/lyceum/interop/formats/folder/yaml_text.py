"""YAML as the writer makes it: always the same text for the same data.

Fields in the given order, texts of several lines as literal blocks, quotes only where they are needed.
"""

import re
from typing import Any, Final

import yaml

_TEXT_TAG: Final = "tag:yaml.org,2002:str"
# Characters that YAML takes for a line end, so that only an escape keeps them.
_RARE_BREAKS: Final = re.compile("[\r\x85\u2028\u2029]")


class FlowList(list[str]):
    """A list that is written on one line."""


class _Dumper(yaml.SafeDumper):
    """PyYAML's safe dumper with indented lists and without aliases."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - PyYAML's own signature
        """Indent lists inside mappings."""
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's own signature
        """Write equal things in full each time."""
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    if _RARE_BREAKS.search(text):
        return dumper.represent_scalar(_TEXT_TAG, text, style='"')
    if "\n" in text:
        return dumper.represent_scalar(_TEXT_TAG, text, style="|")
    plain_tag = dumper.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call] # stubs leave it out
    style = None if plain_tag == _TEXT_TAG else '"'
    return dumper.represent_scalar(_TEXT_TAG, text, style=style)


def _represent_flow(dumper: yaml.SafeDumper, items: FlowList) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True)


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(FlowList, _represent_flow)


def write_yaml(data: dict[str, Any]) -> str:
    """Return the mapping as YAML."""
    text = yaml.dump(
        data,
        Dumper=_Dumper,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=float("inf"),
    )
    return str(text)
