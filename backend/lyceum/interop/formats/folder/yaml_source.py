"""YAML as the course folder uses it: mappings with known fields, read strictly, each with its line.

Anchors and aliases are refused, a field given twice is an error, and a value has the type it was written with
(`42` is no text). Nothing here knows what the fields mean.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

import yaml

from lyceum.interop.formats.course_files import Origin
from lyceum.interop.formats.course_package import CourseFormatError

_CONSTRUCTOR: Final = yaml.constructor.SafeConstructor()


class YamlMap:
    """A mapping of a YAML file; every error names the file and the line of the value."""

    def __init__(self, node: yaml.MappingNode, *, file: str, first_line: int) -> None:
        self._file = file
        self._first_line = first_line
        self.origin = self._origin_of(node)
        self._nodes: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if not name or name in self._nodes:
                raise self._origin_of(key).error(f"the field {name!r} is given twice or has no name")
            self._nodes[name] = value

    def _origin_of(self, node: yaml.Node) -> Origin:
        return Origin(file=self._file, line=self._first_line + node.start_mark.line)

    def origin_of(self, name: str) -> Origin:
        """Return the place of a field, or of the mapping where the field is missing."""
        return self._origin_of(self._nodes[name]) if name in self._nodes else self.origin

    def has(self, name: str) -> bool:
        """Tell whether a field is given."""
        return name in self._nodes

    def check_known(self, *names: str) -> None:
        """Refuse fields other than these.

        Raises:
            CourseFormatError: there is one.
        """
        for name in self._nodes:
            if name not in names:
                known = ", ".join(names)
                raise self.origin_of(name).error(f"unknown field {name!r}; known are {known}")

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text.

        Raises:
            CourseFormatError: it is missing without a default, or is no text.
        """
        if default is not None and name not in self._nodes:
            return default
        return self._text_of(name, self._node(name))

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts, empty where the field is missing."""
        return tuple(text for text, _ in self.texts_with_origin(name))

    def texts_with_origin(self, name: str) -> tuple[tuple[str, Origin], ...]:
        """Return a list of texts, each with its place."""
        return tuple((self._text_of(name, node), self._origin_of(node)) for node in self._items(name))

    def integer(self, name: str, default: int | None = None) -> int:
        """Return a whole number."""
        if default is not None and name not in self._nodes:
            return default
        value = self._scalar(name, self._node(name))
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.origin_of(name).error(f"{name} must be a whole number")
        return value

    def number(self, name: str, default: float | None = None) -> float:
        """Return a number."""
        if default is not None and name not in self._nodes:
            return default
        value = self._scalar(name, self._node(name))
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self.origin_of(name).error(f"{name} must be a number")
        try:
            return float(value)
        except OverflowError as error:
            raise self.origin_of(name).error(f"{name} is too large") from error

    def flag(self, name: str, default: bool | None = None) -> bool:
        """Return true or false."""
        if default is not None and name not in self._nodes:
            return default
        value = self._scalar(name, self._node(name))
        if not isinstance(value, bool):
            raise self.origin_of(name).error(f"{name} must be true or false")
        return value

    def moment(self, name: str) -> datetime:
        """Return a moment in UTC, to the millisecond; it may stand in quotes."""
        value = self._scalar(name, self._node(name))
        moment = _moment_of(value)
        if moment is None:
            raise self.origin_of(name).error(f"{name} must be a time with its zone, such as 2027-01-31T23:59:00Z")
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)

    def map(self, name: str) -> "YamlMap":
        """Return a mapping."""
        return self._map_of(name, self._node(name))

    def maps(self, name: str) -> Iterator["YamlMap"]:
        """Yield the mappings of a list."""
        for node in self._items(name):
            yield self._map_of(name, node)

    def _node(self, name: str) -> yaml.Node:
        if name not in self._nodes:
            raise self.origin.error(f"the field {name!r} is missing")
        return self._nodes[name]

    def _items(self, name: str) -> list[yaml.Node]:
        node = self._nodes.get(name)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            raise self.origin_of(name).error(f"{name} must be a list")
        return list(node.value)

    def _map_of(self, name: str, node: yaml.Node) -> "YamlMap":
        if not isinstance(node, yaml.MappingNode):
            raise self._origin_of(node).error(f"{name} must have fields of its own")
        return YamlMap(node, file=self._file, first_line=self._first_line)

    def _text_of(self, name: str, node: yaml.Node) -> str:
        value = self._scalar(name, node)
        if not isinstance(value, str):
            raise self._origin_of(node).error(f"{name} must be text; put it in quotes")
        return value

    def _scalar(self, name: str, node: yaml.Node) -> object:
        if not isinstance(node, yaml.ScalarNode):
            raise self._origin_of(node).error(f"{name} must be a single value")
        try:
            value: object = _CONSTRUCTOR.construct_object(node)
        except (ValueError, yaml.YAMLError) as error:
            raise self._origin_of(node).error(f"{name} cannot be read: {error}") from error
        return value


def _moment_of(value: object) -> datetime | None:
    """Return what is meant in UTC; without a zone nobody knows which moment it is."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        return moment.astimezone(UTC) if isinstance(moment, datetime) and moment.tzinfo is not None else None
    except (ValueError, OverflowError):  # no time, or one before the calendar begins
        return None


def read_yaml(text: str, *, file: str, first_line: int = 1) -> YamlMap:
    """Read the mapping that a text holds; `first_line` is the number of its first line in the file.

    Raises:
        CourseFormatError: it is no YAML, uses aliases, or is no mapping.
    """
    try:
        _refuse_aliases(text, file=file, first_line=first_line)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = first_line + (error.problem_mark.line if error.problem_mark else 0)
        problem = error.problem or "this is no YAML"
        raise CourseFormatError(file=file, line=line, message=problem) from error
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, error.position)
        message = "a character that YAML does not allow"
        raise CourseFormatError(file=file, line=line, message=message) from error
    except RecursionError as error:
        raise CourseFormatError(file=file, line=None, message="nested too deeply") from error
    if not isinstance(node, yaml.MappingNode):
        raise CourseFormatError(file=file, line=first_line, message="fields are expected here")
    return YamlMap(node, file=file, first_line=first_line)


def _refuse_aliases(text: str, *, file: str, first_line: int) -> None:
    """A chain of aliases can stand for more data than memory holds."""
    if "*" not in text:
        return
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        if isinstance(token, yaml.AliasToken):
            line = first_line + token.start_mark.line
            raise CourseFormatError(file=file, line=line, message="aliases (*) are not supported")
