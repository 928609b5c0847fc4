"""Settings from environment variables, each with a type, a default and a sentence about it.

Every variable is declared once, through an `Environment`; the page `docs/guide/settings.md` is generated
from what was declared.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_network
from typing import Final

RATE: Final = re.compile(r"([1-9]\d{0,8})/([1-9]\d{0,3})?(s|min|h|d)")
_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off", ""})


class SettingError(SystemExit):
    """A variable has a value that cannot be read, or none where one is needed.

    No process of ours can work without it: unhandled, it ends the process with this one line.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """One variable as the settings page shows it."""

    name: str
    kind: str
    default: str
    meaning: str


@dataclass(slots=True)
class Environment:
    """Reads variables from `source` and remembers what was asked for."""

    source: Mapping[str, str] = field(default_factory=lambda: os.environ)
    declared: list[Declared] = field(default_factory=list)

    def text(self, name: str, default: str, meaning: str) -> str:
        """Read a text."""
        self._declare(name, "text", default, meaning)
        return self.source.get(name, default)

    def choice(self, name: str, default: str, choices: tuple[str, ...], meaning: str) -> str:
        """Read one of some words.

        Raises:
            SettingError: the value is another.
        """
        self._declare(name, "choice", default, meaning)
        value = self.source.get(name, default)
        if value not in choices:
            raise SettingError(f"{name} must be one of {', '.join(choices)}, not {value!r}.")
        return value

    def secret(self, name: str, meaning: str) -> str:
        """Read a secret, which has no default.

        Raises:
            SettingError: there is none.
        """
        self._declare(name, "secret", "", meaning)
        value = self.source.get(name, "")
        if not value:
            raise SettingError(f"{name} is not set. Set it to a long random text, the same everywhere.")
        return value

    def number(self, name: str, default: int, meaning: str, *, least: int = 0) -> int:
        """Read a whole number.

        Raises:
            SettingError: the value is not one, or too small.
        """
        self._declare(name, "number", str(default), meaning)
        raw = self.source.get(name, str(default))
        if re.fullmatch(r"\d{1,18}", raw, re.ASCII) is None or int(raw) < least:
            raise SettingError(f"{name} must be a whole number from {least}, not {raw!r}.")
        return int(raw)

    def rate(self, name: str, default: str, meaning: str) -> str:
        """Read how often something may be done in a time.

        Raises:
            SettingError: the value does not say it.
        """
        self._declare(name, "rate", default, meaning)
        raw = self.source.get(name, default).replace(" ", "")
        if RATE.fullmatch(raw) is None:
            raise SettingError(f"{name} must be a rate such as 600/min, 100/15min or 50/d, not {raw!r}.")
        return raw

    def flag(self, name: str, default: bool, meaning: str) -> bool:
        """Read yes or no.

        Raises:
            SettingError: the value is neither.
        """
        self._declare(name, "yes or no", "yes" if default else "no", meaning)
        raw = self.source.get(name)
        if raw is None:
            return default
        if raw.lower() not in _TRUE | _FALSE:
            raise SettingError(f"{name} must be yes or no, not {raw!r}.")
        return raw.lower() in _TRUE

    def items(self, name: str, default: str, meaning: str) -> list[str]:
        """Read a list separated by commas."""
        self._declare(name, "list", default, meaning)
        return [item.strip() for item in self.source.get(name, default).split(",") if item.strip()]

    def networks(self, name: str, default: str, meaning: str) -> list[str]:
        """Read addresses and networks separated by commas.

        Raises:
            SettingError: one is neither.
        """
        found = self.items(name, default, meaning)
        for item in found:
            try:
                ip_network(item)
            except ValueError as error:
                raise SettingError(f"{name} must be addresses and networks: {error}.") from None
        return found

    def _declare(self, name: str, kind: str, default: str, meaning: str) -> None:
        self.declared.append(Declared(name=name, kind=kind, default=default, meaning=meaning))


def settings_page(declared: list[Declared]) -> str:
    """Write the Markdown table of all settings."""
    rows = [
        f"| `{item.name}` | {item.kind} | {f'`{item.default}`' if item.default else 'none'} | {item.meaning} |"
        for item in sorted(declared, key=lambda item: item.name)
    ]
    head = [
        "# Settings",
        "",
        "Every setting is an environment variable. `lyceum up` sets those of the embedded stores itself.",
        "This page is generated: `make api`.",
        "",
        "| variable | kind | default | meaning |",
        "| --- | --- | --- | --- |",
    ]
    return "\n".join([*head, *rows]) + "\n"
