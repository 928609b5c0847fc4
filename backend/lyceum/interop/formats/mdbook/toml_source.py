"""TOML read strictly: values of the expected type, errors with their place."""

import re
import tomllib
from typing import Any, Final

from lyceum.interop.formats.course_files import Origin
from lyceum.interop.formats.course_package import CourseFormatError

_LINE: Final = re.compile(r"\(at line (\d+)")


class TomlTable:
    """A table of a TOML file; errors name `origin`."""

    def __init__(self, values: dict[str, Any], *, origin: Origin) -> None:
        self._values = values
        self.origin = origin

    def has(self, name: str) -> bool:
        """Tell whether a value is given."""
        return name in self._values

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text."""
        value = self._value(name, default)
        if not isinstance(value, str):
            raise self.origin.error(f"{name} must be text")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts, empty where it is missing."""
        value = self._value(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.origin.error(f"{name} must be a list of texts")
        return tuple(value)

    def text_or_texts(self, name: str) -> str | tuple[str, ...]:
        """Return a text, or a list of texts where a list is given."""
        return self.texts(name) if isinstance(self._values.get(name), list) else self.text(name)

    def flag(self, name: str, *, default: bool | None = None) -> bool:
        """Return true or false."""
        value = self._value(name, default)
        if not isinstance(value, bool):
            raise self.origin.error(f"{name} must be true or false")
        return value

    def integer(self, name: str) -> int | None:
        """Return a whole number, or None where it is missing."""
        value = self._values.get(name)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise self.origin.error(f"{name} must be a whole number")
        return value

    def table(self, name: str) -> "TomlTable":
        """Return a table, empty where it is missing."""
        value = self._value(name, {})
        if not isinstance(value, dict):
            raise self.origin.error(f"{name} must be a table")
        return TomlTable(value, origin=self.origin)

    def tables(self, name: str) -> list["TomlTable"]:
        """Return a list of tables, empty where it is missing."""
        value = self._value(name, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.origin.error(f"{name} must be a list of tables")
        return [TomlTable(item, origin=self.origin) for item in value]

    def names(self) -> tuple[str, ...]:
        """Return the names of the values."""
        return tuple(self._values)

    def _value(self, name: str, default: object) -> Any:  # noqa: ANN401 - what TOML holds
        if name not in self._values and default is None:
            raise self.origin.error(f"{name} is missing")
        return self._values.get(name, default)


def read_toml(text: str, *, file: str) -> TomlTable:
    """Read a TOML file.

    Raises:
        CourseFormatError: it is no TOML.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        message = f"this is no TOML: {str(error).partition(' (at ')[0]}"
        line = int(found[1]) if found else None
        raise CourseFormatError(file=file, line=line, message=message) from error
    except RecursionError as error:
        raise CourseFormatError(file=file, line=None, message="nested too deeply") from error
    return TomlTable(values, origin=Origin(file=file, line=1))
